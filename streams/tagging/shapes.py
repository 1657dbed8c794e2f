"""The shapes of derived verbs and verbal nouns, told from letters without diacritics."""

__all__ = ["is_derived_past", "is_hollow", "is_noun_in_ta", "is_verbal_noun"]

_DERIVED = 5
"""Letters of a derived stem (افتعل, تفعيل); those of form X have one more."""


def is_verbal_noun(stem: str) -> bool:
    """Whether a stem has the shape of a verbal noun of a derived form: تطبيق, تبادل, انتقال, استمرار, اعلان."""
    if len(stem) < _DERIVED:
        return False
    if stem[0] == "ت" and len(stem) == _DERIVED and (stem[3] == "ي" or stem[2] == "ا"):
        return True
    return stem[0] == "ا" and stem[-2] == "ا" and stem[-1] not in "نيل"


def is_noun_in_ta(stem: str) -> bool:
    """Whether a stem in ت is no imperfect: تفعيل (but not hollow تشير, تستعيد), تفعال, تفاعيل."""
    if len(stem) == _DERIVED:
        return stem[3] in "يا" or stem[2] == "ا"
    return len(stem) > _DERIVED and stem[1] != "س" and stem[-2] in "يا"


def is_derived_past(stem: str) -> bool:
    """Past of a derived form that shows: استفعل, انفعل, افتعل; with an alef before the end it is the verbal noun."""
    if stem[:1] != "ا" or stem[-1] in "هءا":
        return False
    if stem.startswith("است"):
        return len(stem) == _DERIVED + 1 and "ا" not in stem[3:4]  # استعاد too: its verbal noun has a ta marbuta
    if "ا" in stem[2:-1]:
        return False
    return len(stem) == _DERIVED and (stem[1] == "ن" or stem[2] in "تطد") and not stem.startswith("ال")


def is_hollow(stem: str) -> bool:
    """Past of form IV or X with a weak middle (ادار, استعاد): with ta and a pronoun like its verbal noun, ادارته."""
    if stem.startswith("است") and len(stem) == _DERIVED + 1:
        return stem[4] == "ا"
    return len(stem) == _DERIVED - 1 and stem[0] == "ا" and stem[2] == "ا"
