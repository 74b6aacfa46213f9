"""Words that .bib files hold in another language or as a key of BibLaTeX's, as NLM prints them: German, French patent.

BibLaTeX's keys: manual, section 4.9.2. NLM names the language of a work that is not in English (Citing Medicine, chapter on
journal articles; ICMJE's samples).
"""

import re

_CODES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "sv": "Swedish", "da": "Danish", "no": "Norwegian", "nb": "Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech",
    "ru": "Russian", "uk": "Ukrainian", "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish", "el": "Greek", "he": "Hebrew",
    "ar": "Arabic", "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "la": "Latin", "ca": "Catalan", "hr": "Croatian",
    "eng": "English", "ger": "German", "deu": "German", "fre": "French", "fra": "French", "spa": "Spanish", "ita": "Italian",
    "por": "Portuguese", "dut": "Dutch", "nld": "Dutch", "swe": "Swedish", "dan": "Danish", "nor": "Norwegian", "fin": "Finnish",
    "pol": "Polish", "cze": "Czech", "ces": "Czech", "rus": "Russian", "hun": "Hungarian", "tur": "Turkish", "jpn": "Japanese",
    "chi": "Chinese", "zho": "Chinese", "kor": "Korean",
}  # fmt: skip
_BABEL = {
    "ngerman": "German", "naustrian": "German", "austrian": "German", "german": "German", "swissgerman": "German", "nswissgerman": "German",
    "american": "English", "british": "English", "canadian": "English", "australian": "English", "newzealand": "English",
    "usenglish": "English", "ukenglish": "English", "francais": "French", "canadien": "French", "acadian": "French",
    "brazilian": "Portuguese", "brazil": "Portuguese", "portuges": "Portuguese", "magyar": "Hungarian", "nynorsk": "Norwegian",
    "norsk": "Norwegian", "polutonikogreek": "Greek", "mexican": "Spanish", "deutsch": "German",
}  # fmt: skip

_COUNTRIES = {"de": "Germany", "eu": "European Union", "ep": "European Union", "fr": "France", "uk": "United Kingdom",
              "us": "United States"}  # fmt: skip
_PATENTS = {"patent": "Patent", "patentde": "German patent", "patenteu": "European patent", "patentfr": "French patent",
            "patentuk": "British patent", "patentus": "U.S. patent"}  # fmt: skip
_REQUESTS = {key.replace("patent", "patreq"): f"{words} request" for key, words in _PATENTS.items()}
STATES = {"inpress": "Forthcoming", "forthcoming": "Forthcoming", "inpreparation": "In preparation", "submitted": "Submitted",
          "prepublished": "Prepublished"}  # fmt: skip


def language_in_english(written: str) -> str:
    """`ngerman`, `de-DE` and `German` give German; English, and nothing, give an empty string."""
    if not written:
        return ""
    found = [_language(one.strip()) for one in re.split(r"\s+and\s+|[,;/]", written) if one.strip()]
    return "" if set(found) <= {"English"} else ", ".join(found)


def _language(written: str) -> str:
    lower = written.lower().removeprefix("lang")
    return _BABEL.get(lower) or _CODES.get(re.split("[-_]", lower)[0]) or lower.capitalize()


def language_code(written: str) -> str:
    """The ISO 639-1 code, as RIS and CSL want it; the words themselves where none is known."""
    if not written:
        return ""
    name = _language(written)
    return next((code for code, language in _CODES.items() if language == name), written)


def countries(place: str) -> str:
    """`countryde and countryfr` gives Germany, France: where a patent holds."""
    return re.sub(r"\bcountry(de|eu|ep|fr|uk|us)\b( and (?=country))?", lambda match: _COUNTRIES[match[1]] + ", " * bool(match[2]), place)


def patent(kind: str) -> str:
    """`patentus` gives U.S. patent."""
    return _PATENTS.get(kind or "patent") or _REQUESTS.get(kind, kind)
