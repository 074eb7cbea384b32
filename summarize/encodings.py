"""The encodings of old Vietnamese archives, recognised by the syllables a reading yields: windows-1258, TCVN3 (ABC),
TCVN 5712, VISCII, VNI (two bytes a letter) and VIQR (ASCII).

All but VIQR are read from the Latin-1 form of the bytes, so that text which a program took for Western and saved
as UTF-8 ("ViÖt Nam", "Vieät Nam") goes the same way as the bytes themselves.  The tables are RFC 1456 (VISCII, VIQR),
TCVN 5712:1993 and the layouts of the .Vn and VNI fonts; the tests hold the first three against glibc's iconv.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from models.errors import InputError
from summarize.vietnamese import ONLY_VIETNAMESE

SAMPLE = 20_000
TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng

# ---------------------------------------------------------------- syllables

_ONSETS = "ngh ng nh gh gi kh ch ph qu th tr b c d đ g h k l m n p r s t v x".split()
_RIMES = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong "
    "op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uên uênh uêt uêu ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y ych yên yêm yêng yêt yêu ynh yt".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word is built like a Vietnamese syllable, wherever its tone mark stands.

    >>> [is_syllable(word) for word in ("nghiêng", "Quốc", "giết", "hoà", "côté", "họct")]
    [True, True, True, True, False, False]
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in letters if c in TONES]
    base = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
    if len(tones) > 1 or (base.endswith(("c", "ch", "p", "t")) and tones not in (["\u0301"], ["\u0323"])):
        return False
    rimes = [base] + [base[len(onset) :] for onset in _ONSETS if base.startswith(onset)]
    return any(rime in _RIMES for rime in rimes)


# ---------------------------------------------------------------- one byte a letter

#: Letters of TCVN 5712 from 0xA0 on; TCVN3, the .Vn fonts, has the same but for its signs at 0xB0.
_TCVN = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN_CAPITALS = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_TCVN_CONTROLS = dict(zip((1, 2, 4, 5, 6, 17, 18, 19, 20, 21, 22, 23), "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_CONTROLS = dict(zip((2, 5, 6, 20, 25, 30), "ẲẴẪỶỸỴ", strict=True))


def _codepage(name: str) -> dict[int, str]:
    return {byte: bytes([byte]).decode(name, "replace") for byte in range(0x80, 0x100)}


_WESTERN = {byte: "" if char == "\ufffd" else char for byte, char in _codepage("cp1252").items()}
_WESTERN_LETTERS = {byte: char for byte, char in _WESTERN.items() if char}
_TO_BYTES = {ord(char): chr(byte) for byte, char in _WESTERN.items() if char and byte < 0xA0}
_TABLES: dict[str, dict[int, str]] = {
    "windows-1258": _codepage("cp1258"),
    "TCVN3": _WESTERN | {byte: c for byte, c in enumerate(_TCVN, 0xA0) if not 0xB0 <= byte <= 0xB4},
    "TCVN 5712": dict(enumerate(_TCVN_CAPITALS + _TCVN, 0x80)) | _TCVN_CONTROLS,
    "VISCII": dict(enumerate(_VISCII, 0x80)) | _VISCII_CONTROLS,
}


def _by_table(name: str) -> Callable[[str], str]:
    table = _TABLES[name]
    return lambda text: unicodedata.normalize("NFC", text.translate(_TO_BYTES).translate(table))


_LETTERS = re.compile(r"[^\W\d_]+")


def _tcvn3(text: str) -> str:
    """TCVN3 has no capitals with tones, a font shows small letters as such: they are written out among capitals.

    >>> _tcvn3("CéNG HOµ X· HéI CHñ NGHÜA, Hµ Néi")
    'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA, Hà Nội'
    """
    return "\n".join(_raise_capitals(line) for line in _by_table("TCVN3")(text).split("\n"))


def _raise_capitals(line: str) -> str:
    """Words with two plain capitals and no plain small letter as capitals, and such with fewer between them."""
    found = list(_LETTERS.finditer(line))
    plain = [[c for c in m.group() if c.isascii()] for m in found]
    could = [all(c.isupper() for c in letters) for letters in plain]
    sure = [fits and len(letters) >= 2 for fits, letters in zip(could, plain, strict=True)]
    for i, match in enumerate(found):
        around = sure[max(i - 1, 0) : i] + sure[i + 1 : i + 2]
        if sure[i] or (could[i] and around and all(around)):
            line = line[: match.start()] + match.group().upper() + line[match.end() :]
    return line


# ---------------------------------------------------------------- VNI: a vowel and its mark

_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "õ": "\u0303", "û": "\u0309", "ï": "\u0323"}
_VNI_ROOF = {"â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "ã": "\u0302\u0303", "å": "\u0302\u0309"}
_VNI_ROOF |= {"ä": "\u0302\u0323"}
_VNI_BOWL = {"ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ü": "\u0306\u0303", "ú": "\u0306\u0309"}
_VNI_BOWL |= {"ë": "\u0306\u0323"}
_VNI_MARKS = _VNI_TONES | _VNI_ROOF | _VNI_BOWL
_VNI_LETTERS = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
_VNI = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]", re.IGNORECASE)


def _vni(text: str) -> str:
    """VNI of the Windows fonts.

    >>> _vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp, ÑÖÔØNG")
    'Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập, ĐƯỜNG'
    """

    def letter(found: re.Match[str]) -> str:
        vowel, mark = found.groups()
        if vowel is None:
            return _VNI_LETTERS[found.group()]
        built = unicodedata.normalize("NFC", _VNI_LETTERS.get(vowel, vowel) + _VNI_MARKS[mark.lower()])
        return built if len(built) == 1 else found.group()

    return unicodedata.normalize("NFC", _VNI.sub(letter, text.translate(_WESTERN_LETTERS)))


# ---------------------------------------------------------------- VIQR: marks typed after the letter

_VIQR_MARKS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_VIQR_MARKS |= {"`": "\u0300", "'": "\u0301", "~": "\u0303", "?": "\u0309", ".": "\u0323"}
_VIQR = re.compile(
    r"\\(?P<plain>[(+*^`'~?.dD\\])|(?P<dots>\.\.\.)|(?P<dd>[dD][dD])|(?P<vowel>[aeiouyAEIOUY])(?P<marks>[(^+*]?(?:[`'~?]|\.(?!\.\.))?)"
)
_NO_VIQR = re.compile(r"://|@|www\.", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")


def _viqr_letter(found: re.Match[str]) -> str:
    if plain := found["plain"] or found["dots"]:
        return plain
    if found["dd"]:
        return "Đ" if found["dd"][0] == "D" else "đ"
    built = unicodedata.normalize("NFC", found["vowel"] + "".join(_VIQR_MARKS[m] for m in found["marks"]))
    return built if len(built) == 1 else found.group()


def _viqr_token(token: str) -> str:
    """A token read as VIQR, or as it stands where that gives no syllables."""
    built = _VIQR.sub(_viqr_letter, token)
    marked = [word for word in _WORD.findall(built) if not word.isascii()]
    return built if all(is_syllable(word) for word in marked) else token


#: Words with a dot below that often stand before a name, where the dot could be a full stop.
_DOTTED = frozenset("bo^. thi. chi. cu. vu. su+. tu+. du+. ho^. ha. mu.".split())


def _viqr(text: str) -> str:
    r"""VIQR; a stop or a question mark that ends a line or a sentence is no tone mark, as far as one can tell.

    >>> _viqr("Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam, DDo^.c la^.p. Xem www.a.vn")
    'Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập. Xem www.a.vn'
    """
    strict = "\\." in text or "\\?" in text
    dotted = _DOTTED | {found.lower() for found in re.findall(r"(?<!\S)(\S{1,10}[aeiouy^(+*]\.) +[a-z]", text)}

    def token(found: re.Match[str]) -> str:
        whole = found.group()
        if _NO_VIQR.search(whole):
            return whole
        body = whole.rstrip("\"')]}")
        after = text[found.end() : found.end() + 2].lstrip(" ")[:1]
        ends = not after or after in "\r\n" or (after.isupper() and body[-1:] == "." and body.lower() not in dotted)
        if strict or not ends or body[-1:] not in ("?", ".") or body[-2:-1] in ("?", "."):
            return _viqr_token(whole)
        return _viqr_token(body[:-1]) + whole[len(body) - 1 :]

    return _TOKEN.sub(token, text)


# ---------------------------------------------------------------- recognition

#: Name → reading of text whose letters are the bytes of that encoding; on a draw the earlier wins.
READINGS: dict[str, Callable[[str], str]] = {
    "windows-1258": _by_table("windows-1258"),
    "TCVN3": _tcvn3,
    "VNI": _vni,
    "VISCII": _by_table("VISCII"),
    "TCVN 5712": _by_table("TCVN 5712"),
}


def convert(text: str, name: str) -> str:
    """Text of a named encoding as Unicode; ``VIQR`` and the names of ``READINGS``."""
    return _viqr(text) if name == "VIQR" else READINGS[name](text)


def recognise(text: str) -> str | None:
    """The encoding whose reading makes the text Vietnamese, or None; the text is ASCII or Latin-1 taken for bytes."""
    sample = text.lstrip()[:SAMPLE]
    if not any(ord(c) in _TCVN_CONTROLS or (c > "\x7f" and c.isalpha()) for c in sample):
        return "VIQR" if _is_viqr(sample) else None
    if 12 * sum(not ONLY_VIETNAMESE.isdisjoint(word.lower()) for word in _WORD.findall(sample)) > len(sample.split()):
        return None
    best, name = 0, None
    for candidate, reading in READINGS.items():
        value = _value(reading(sample))
        if value > best:
            best, name = value, candidate
    return name


def _value(text: str) -> int:
    """How many words with marks are Vietnamese syllables, less those that are none; 0 where it is not Vietnamese."""
    words = _WORD.findall(text)
    marked = [word for word in words if not word.isascii()]
    valid = sum(is_syllable(word) for word in marked)
    own = sum(not ONLY_VIETNAMESE.isdisjoint(word.lower()) for word in marked)
    if valid < max(3, 0.85 * len(marked)) or valid < 0.2 * len(words) or own < 0.08 * len(words):
        return 0
    return 3 * valid - 2 * len(marked)


def _is_viqr(sample: str) -> bool:
    """Many tokens with marks, of several kinds, nearly all of which give syllables."""
    words = len(_WORD.findall(sample))
    read = _viqr(sample)
    marked = sum(not word.isascii() for word in _WORD.findall(read))
    kinds = [mark for mark in ("^", "(", "+", "`", "~", "'") if re.search(rf"[aeiouy]\^?{re.escape(mark)}", sample)]
    left = len(re.findall(r"[aeiouy][`~^+][^\W\d_]?", read))
    return len(kinds) >= 3 and marked >= max(3, 0.3 * words) and left <= 0.15 * marked and _value(read) > 0


# ---------------------------------------------------------------- bytes


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of bytes, and the name of the old encoding it was in; None for UTF-8 and UTF-16.

    Raises:
        InputError: kinds ``binary`` and ``encoding``.
    """
    text = unicode_text(data)
    if text is not None:
        return text, None
    latin = data.decode("latin-1")
    if name := recognise(latin):
        return convert(latin, name), name
    if sum(byte < 9 or 13 < byte < 32 for byte in data[:4000]) > 0.05 * min(len(data), 4000):
        raise InputError("is not a text file", "Give the article as plain text.", "binary")
    raise InputError("is not UTF-8 text", "Save it as UTF-8, e.g. iconv -f ENCODING -t UTF-8 FILE", "encoding")


def unicode_text(data: bytes) -> str | None:
    """UTF-8 or UTF-16 text, with and without a mark, or None.

    Raises:
        InputError: kind ``binary`` where there are zero bytes that UTF-16 does not explain.
    """
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        sample = data[:4000]
        if len(data) % 2 == 0 and len(data) >= 4 and b"\x00" in sample:
            for order, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
                if zeros.count(0) > 0.3 * len(zeros) and sample.count(0) < 1.2 * zeros.count(0):
                    return data.decode(order)
        if b"\x00" in data:
            raise InputError("is not a text file", "Give the article as plain text (UTF-8).", "binary")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def western(data: bytes) -> str:
    """Bytes as windows-1252 where that has a letter, else as Latin-1; any bytes can be read so."""
    return data.decode("latin-1").translate(_WESTERN_LETTERS)
