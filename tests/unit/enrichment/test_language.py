"""Other languages in Arabic script are told from Arabic."""

import pytest

from streams.enrichment.language import is_other_language
from streams.segmentation.tokens import tokenize


def other(text: str, said: str | None = None) -> bool:
    return is_other_language(said, [tokenize(sentence).words for sentence in text.split(".")])


@pytest.mark.parametrize(
    "text",
    [
        "وزیر خارجه ایران سخنان همتای آمریکایی خود را رد کرد و گفت که این اتهام‌ها بی‌اساس است.",
        "وزير كشور اعلام كرد كه عاملان حمله شناسايي شده اند.",  # typed with Arabic letters
        "رئیس مجلس دولت را به کم‌کاری متهم کرده است",
        "وزیر اعظم نے حزب اختلاف پر الزام لگایا ہے کہ وہ ملک کو نقصان پہنچا رہی ہے۔",
        "ولسمشر وویل چې حکومت به د دې تورونو ځواب ووايي.",
        "وەزیری دەرەوە ڕایگەیاند کە ئەو تۆمەتانە ڕاست نین.",
        "تاشقى ئىشلار مىنىستىرى بۇ ئەيىبلەشلەرنى رەت قىلدى ۋە بۇنىڭ ئاساسسىز ئىكەنلىكىنى ئېيتتى.",
        "وزير اعظم چيو ته حڪومت ان معاملي جي جاچ ڪندي.",
    ],
)
def test_other_languages_show_by_letters_and_small_words(text: str) -> None:
    assert other(text)


@pytest.mark.parametrize("said", ["fa", "FA-IR", "ur", "ps_AF", "ckb", "ku", "ug", "sd"])
def test_what_an_article_says_of_itself_counts(said: str) -> None:
    assert other("وزير الدفاع", said)


@pytest.mark.parametrize("said", [None, "ar", "ar-EG", "en", "", "unknown"])
@pytest.mark.parametrize(
    "text",
    [
        "اتهم الوزير الشركة بالغش.",
        "قال إن إيران لن تتراجع. وكتب بالفارسية: «ما از حق خود دفاع خواهیم کرد و این است راه ما» ثم غادر القاعة.",
        "هدد روحاني بالرد: «آمریکا را محکوم می‌کنیم و این کار را تروریسم می‌دانیم و است».",
        "غرد روحاني قائلا آمریکا را محکوم می‌کنیم واعتبرت الخارجية في بغداد أن التصريح مسيء إلى المنطقة",
        "نفى پزشکیان وگروسی وعراقچی اتهامات واشنطن",
        "اتھم وزیر الدفاع الأردنی الشرکۃ بالتقصیر فی العمل، وقال إن الحکومة لن تسکت",  # a Persian and Urdu keyboard
        "مصر والسعودية ترفضان",
        "مدينة كرد فان ومطعم هاي ستريت",
        "انتقد حزب البارتي ڤيتوريو وڭادير",
        "آن هاثاواي في باريس",
        "بۆ",
        "",
    ],
)
def test_arabic_is_arabic_with_foreign_names_letters_and_quotations(text: str, said: str | None) -> None:
    assert not other(text, said)
