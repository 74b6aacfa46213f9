#!/usr/bin/env bash
# nginx serving the site, with the file that the build wrote for it: asks what readers' browsers ask, prints a table of the
# answers, and fails at the first that is wrong. Needs nginx (on Debian: apt install nginx-light) and curl; no root.
#
#   tests/nginx.sh            builds below /fm/ and at /, and asks both
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
chmod 755 "$work" # where root starts nginx, its workers are somebody else
trap 'test ! -s "$work/nginx.pid" || kill "$(cat "$work/nginx.pid")"; rm -rf "$work"' EXIT
PATH=$PATH:/usr/sbin
port=${PORT:-8377}

cd "$project"
for base in / /fm/; do
  NO_MKDOCS_2_WARNING=1 CONTACT_EMAIL=help@example.org .venv/bin/python scripts/build.py --publish --no-pdf --site-url "https://example.org$base" --site-dir "$work/www$base" >/dev/null
  [ "$base" = /fm/ ] || mv "$work/www" "$work/top"
done
mkdir -p "$work/pdf"
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
events { }
http {
  include $(test -f /etc/nginx/mime.types && echo /etc/nginx/mime.types || echo mime.types);
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c; uwsgi_temp_path $work/d; scgi_temp_path $work/e;
  server { listen 127.0.0.1:$port; server_name sub; root $work/www; include $work/www/fm/.nginx.conf; }
  server { listen 127.0.0.1:$port; server_name top; root $work/top; include $work/top/.nginx.conf; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/error.log" -t 2>"$work/said" || { cat "$work/said"; exit 1; }
nginx -c "$work/nginx.conf" -e "$work/error.log"

# ask HOST PATH "what is asked" "regular expression that the answer's head must match" [curl's arguments …]
failed=0
ask() {
  local host=$1 path=$2 what=$3 expected=$4 answer
  shift 4
  answer=$(curl -s -o "$work/body" -D - -H "Host: $host" "$@" "http://127.0.0.1:$port$path" | tr -d '\r')
  local flat; flat=$(tr '\n' ' ' <<<"$answer")
  local shown; shown=$(sed -n '1s/^[^ ]* //p; /^\(location\|content-type\|content-encoding\|content-range\|cache-control\):/Ip' <<<"$answer" | paste -sd'|' | sed 's/|/; /g')
  if grep -qiE "$expected" <<<"$flat"; then printf '| %s | `%s` | %s |\n' "$what" "$path" "$shown"
  else printf '| %s | `%s` | WRONG, not %s: %s |\n' "$what" "$path" "$expected" "$flat"; failed=1; fi
}

css=$(cd "$work/www/fm" && ls assets/site.*.css)
font=$(cd "$work/www/fm" && ls assets/fonts/atkinson-regular.*.woff2)
echo '| Asked | Address | Answer |'
echo '| --- | --- | --- |'
ask sub /fm/ "the first page" '^HTTP/1.1 200.*Content-Type: text/html; charset=utf-8.*Cache-Control: no-cache'
ask sub /fm/context/ "a page, with slash" '^HTTP/1.1 200.*text/html; charset=utf-8'
ask sub /fm/context "a page, without slash" '^HTTP/1.1 301.*Location: /fm/context/ '
ask sub /fm/findings/not-compared/ "a page that moved" '^HTTP/1.1 301.*Location: /fm/findings/compared/ '
ask sub /fm/findings/not-compared "the same, without slash" '^HTTP/1.1 301.*Location: /fm/findings/compared/ '
ask sub /fm/no "what is not there" '^HTTP/1.1 404.*text/html; charset=utf-8.*Content-Security-Policy'
ask sub /fm/no/such/page/at/all/ "the same, deep down" '^HTTP/1.1 404.*text/html'
grep -q 'href="/fm/assets/site\.' "$work/body" || { echo "the page for what is not there does not find its style sheet"; failed=1; }
ask sub /fm/findings/findings.json "a part of a file" '^HTTP/1.1 206.*Content-Range: bytes 0-99/' -r 0-99
ask sub /fm/findings/findings.json "a part that is not there" '^HTTP/1.1 416' -r 99999999-
ask sub /fm/context/ "a page, packed" '^HTTP/1.1 200.*(Vary: Accept-Encoding.*Content-Encoding: gzip|Content-Encoding: gzip.*Vary: Accept-Encoding)' -H 'Accept-Encoding: gzip, br'
cmp -s "$work/body" "$work/www/fm/context/index.html.gz" || { echo "what was sent is not the packed file"; failed=1; }
etag=$(curl -s -o /dev/null -D - -H "Host: sub" "http://127.0.0.1:$port/fm/context/" | tr -d '\r' | sed -n 's/^ETag: //Ip')
ask sub /fm/context/ "a page that the browser has" '^HTTP/1.1 304' -H "If-None-Match: $etag"
ask sub "/fm/$css" "the style sheet" '^HTTP/1.1 200.*text/css.*Cache-Control: public, max-age=31536000, immutable' -H 'Accept-Encoding: gzip'
ask sub "/fm/$font" "a font" '^HTTP/1.1 200.*font/woff2.*immutable'
ask sub /fm/assets/site.00000000.css "an old style sheet" '^HTTP/1.1 404'
ask sub /fm/assets/search.json "the search's index" '^HTTP/1.1 200.*application/json.*no-cache'
ask sub /fm/sources/papers.ris "references" '^HTTP/1.1 200.*application/x-research-info-systems; charset=utf-8'
ask sub /fm/sources/papers.bib "references" '^HTTP/1.1 200.*application/x-bibtex; charset=utf-8'
ask sub /fm/findings/findings.csv "open data" '^HTTP/1.1 200.*text/csv; charset=utf-8.*X-Content-Type-Options: nosniff'
ask sub /fm/changes/feed.atom "the feed" '^HTTP/1.1 200.*application/atom\+xml'
ask sub /fm/favicon.ico "the icon" '^HTTP/1.1 200.*image/(x-icon|vnd.microsoft.icon)'
ask sub /fm/.well-known/security.txt "whom to tell" '^HTTP/1.1 200.*text/plain'
for name in .nginx.conf .htaccess _headers _redirects; do ask sub "/fm/$name" "what is for hosts" '^HTTP/1.1 404'; done
for header in "Content-Security-Policy: default-src 'none'.*frame-ancestors 'none'" "X-Content-Type-Options: nosniff" "Referrer-Policy: strict-origin-when-cross-origin"; do
  for path in /fm/ /fm/no /fm/sources/papers.ris "/fm/$css"; do
    curl -s -o /dev/null -D - -H "Host: sub" "http://127.0.0.1:$port$path" | grep -qi "^$header" || { echo "$path lacks $header"; failed=1; }
  done
done
echo "| headers | four addresses | Content-Security-Policy with frame-ancestors, nosniff, Referrer-Policy |"
ask top / "the first page at the top of a host" '^HTTP/1.1 200.*text/html'
ask top /context "the same: without slash" '^HTTP/1.1 301.*Location: /context/ '
ask top /deep/down/no "the same: not there" '^HTTP/1.1 404.*text/html'
ask top /robots.txt "the same: robots.txt" '^HTTP/1.1 200.*text/plain'
exit $failed
