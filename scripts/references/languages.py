"""Names of languages as NLM prints them (German), from what .bib files hold: names, babel's names, or ISO 639 codes.

NLM names the language of a work that is not in English (Citing Medicine, chapter on journal articles).
"""

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


def language_in_english(written: str) -> str:
    """`ngerman`, `de-DE` and `German` give German; English, and nothing, give an empty string."""
    lower = written.lower().removeprefix("lang")
    found = _BABEL.get(lower) or _CODES.get(lower.partition("-")[0].partition("_")[0]) or written[:1].upper() + written[1:]
    return "" if found == "English" else found


def language_code(written: str) -> str:
    """The ISO 639-1 code, as RIS and CSL want it; the word itself where none is known."""
    name = _BABEL.get(written.lower()) or written.capitalize()
    return next((code for code, language in _CODES.items() if language == name), written)
