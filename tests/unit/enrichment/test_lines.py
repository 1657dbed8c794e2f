"""Which breaks of lines end a sentence."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.enrichment.lines import unquoted, unwrapped
from streams.enrichment.mask import mask
from streams.enrichment.sentences import split

STORY = (
    "اتهمت نقابة عمال السكك الحديدية وزارة النقل بالتأخر في صرف الأجور التي وعدت بها، وقالت في بيان: "
    "إن الوزارة لم ترد على ثلاث رسائل أرسلت إليها؛ ولذلك ستبدأ إضرابا مفتوحا. ونفى متحدث باسم الوزارة ذلك، "
    "وأضاف أن د. كريم سعيد وكيل الوزارة اجتمع مع ممثلين عن العمال مرتين خلال الشهر الماضي."
)


def sentences(text: str) -> list[str]:
    cut = unwrapped(text)
    assert len(cut) == len(text)
    return [" ".join(cut[start:end].split()) for start, end in split(cut)]


@pytest.mark.parametrize("width", [40, 48, 60, 72, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_a_text_wrapped_at_a_column_has_the_sentences_of_the_text(width: int, end: str) -> None:
    wrapped = end.join(textwrap.wrap(STORY, width))
    assert sentences(mask(wrapped).text) == sentences(STORY)
    assert sentences(mask(f"عنوان الخبر\n\n{wrapped}{end}\n{wrapped}").text) == ["عنوان الخبر", *sentences(STORY) * 2]


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
def test_quoted_lines_of_a_mail_are_read_like_others(mark: str) -> None:
    quoted = "".join(f"{mark}{line}\n" for line in [*textwrap.wrap(STORY, 66), "", "سطر"])
    assert sentences(unquoted(quoted)) == [*sentences(STORY), "سطر"]
    assert len(unquoted(quoted)) == len(quoted)


def test_the_lines_of_the_source_of_a_page() -> None:
    source = "<p>\n      " + "\n      ".join(textwrap.wrap(f"{STORY} {STORY}", 110)) + "\n    </p>"
    assert sentences(mask(source).text) == sentences(STORY) * 2


def test_a_dash_of_the_sentence_may_begin_a_line() -> None:
    story = "انتقد رئيس جمعية التجار في المدينة القديمة - وهي الأكبر في البلاد كلها - قرار البلدية بإغلاق السوق ليلا."
    wrapped = ["\n".join(textwrap.wrap(story, width)) for width in range(40, 80)]
    cut = [text for text in wrapped if text.count("\n- ") == 1]
    assert cut
    assert all(len(sentences(text)) == 1 for text in cut)
    assert (
        len(sentences("المطالب التي قدمتها النقابة إلى الوزارة:\n- رفع أجور العاملين في جميع المصانع الحكومية.")) == 2
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هاجم مدير نادي\nالسباحة الجزائري حكم\nالنهائي الفرنسي أمس.", 1),  # narrow, and cut in the midst of names
        ("اتهم المدير\nالحارس بسرقة مفاتيح المخزن.", 1),  # what a verb begins is not yet said
        ("انتقد التجار\nبلدية المدينة\nوزارة الطرق والوكالة.", 1),  # a noun, not and
        ("لام المدير\nالعام للشركة\nالمورد الأجنبي على النقص.", 1),  # what a verb began two lines before
        ("## عنوان الباب\nلام المدير المورد.", 2),
        ("عنوان الباب\n=====\nلام المدير المورد.", 3),
        ("اتهم المدير<br/>الحارس بسرقة مفاتيح المخزن.", 1),
        ("رفض المجلس العرض الذي قدمته\nالشركة.", 1),
        ("وقال الوزير في\nمؤتمر", 1),  # a preposition asks for more
        ("حضر الرئيس،\nوالوزير", 1),
        ("تونس ترفض العرض\nرفضت تونس عرض الشركة الإيطالية.", 2),  # a headline and its story
        ("الأمطار تغلق الموانئ\nأغلقت السلطات أمس ثلاثة موانئ في الشمال بسبب الأمطار.", 2),
        ("<h1>الأمطار تغلق الموانئ</h1>أغلقت السلطات الموانئ.", 2),
        ("<p>فقرة أولى</p><p>فقرة ثانية</p>", 2),
        ("قائمة\n\nثانية", 2),
        ("المطالب:\n- رفع الأجور\n- خفض الأسعار\n- بناء المدارس.", 4),
        ("1. رفع الأجور\n2. خفض الأسعار.", 4),
        ("<ul><li>رفع الأجور</li><li>خفض الأسعار</li></ul>", 2),
        ("يا ليل طال على الغريب سهاده\nوالنجم يشهد والظلام رفيق", 2),  # verse
        ("يا ليل طال على الغريب سهاده\nوالنجم يشهد والظلام رفيق.\nلا صبح يأتي", 3),
        ("انتهت الجلسة.\nوبدأت أخرى.", 2),
        ("فقرة طويلة " * 20 + "\n" + "فقرة أخرى " * 19 + ".", 2),  # lines as long as paragraphs are paragraphs
        ("الأردن يفوز\nمصر تخسر\nتونس تتعادل", 3),
    ],
)
def test_what_ends_a_sentence(text: str, expected: int) -> None:
    assert len(sentences(unquoted(mask(text).text))) == expected


@given(st.text(alphabet=st.sampled_from("اب و.،:-1\n\r \u2028"), max_size=120))
def test_only_breaks_become_spaces(text: str) -> None:
    cut = unwrapped(text)
    assert len(cut) == len(text)
    assert all(a == b or (b == " " and a.isspace()) for a, b in zip(text, cut, strict=True))


def test_without_a_break_inside_a_sentence_the_text_itself_comes_back() -> None:
    text = "عنوان\n\nمتن.\n"
    assert unwrapped(text) is text
