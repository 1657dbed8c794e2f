"""Datelines and bylines: the sentence begins behind them."""

from pathlib import Path

import pytest

from streams.enrichment.dateline_elements import tokens_of
from streams.enrichment.dateline_forms import BUILT_IN, DatelineError, Form, read_forms
from streams.enrichment.datelines import without_datelines

FORMS = read_forms()


def rest(text: str) -> str:
    masked = without_datelines(text)
    assert len(masked) == len(text)
    return masked.lstrip()


@pytest.mark.parametrize("form", FORMS.forms, ids=lambda form: form.shape)
def test_each_form_finds_its_example(form: Form) -> None:
    dateline, _, sentence = form.example.partition("|")
    text = dateline + sentence.lstrip()
    assert rest(text) == sentence.strip()
    tokens = tokens_of(text, 0, len(text))
    ends = [tokens[end - 1].end for end in form.ends(tokens) if end]
    assert len(dateline.rstrip()) in ends
    assert rest(f"\u200fخبر أول.\n\n  {text}").splitlines()[-1].strip() in ("", sentence.strip())


def test_there_are_many_forms_and_none_twice() -> None:
    shapes = [form.shape for form in FORMS.forms]
    assert len(set(shapes)) == len(shapes) >= 40


@pytest.mark.parametrize(
    "text",
    [
        "بيروت ترفض الاتهامات - وزير",
        "طهران - واشنطن: جولة جديدة من المفاوضات",
        "موسكو: نتهم كييف بالقصف",
        "الحدود السورية-الأردنية مغلقة",
        "قالت (رويترز) إن الوزير استقال.",
        "طرابلس (لبنان) مدينة ساحلية",
        "صحيفة (الشرق الأوسط) اتهمت الوزير.",
        "الرئيس: الحزب مسؤول عن الأزمة",
        "وزير المالية - القاهرة تنتظر",
        "كتب الوزير رسالة إلى المجلس.",
        "كتب الناقد: الفيلم ضعيف والمخرج يتحمل المسؤولية",
        "كتبت الصحيفة أن الوزارة تلام.",
        "الجزيرة تتهم الحكومة بالتضييق",
        "سبق أن اتهم الحزب الحكومة - بلا دليل",
        "- القاهرة ترد على أنقرة",
        "خاص بالنساء: دورة",
        "في 5 مارس 2017 اتهمت الهيئة الشركة.",
        "بيروت، الوطن، والناس",
        "1974 - السلطات تعتقل المطران بتهمة التهريب.",
        "",
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert without_datelines(text) is text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("عمَّان – بترا انتقدت النقابة القانون.", "انتقدت النقابة القانون."),
        ("القاهره (أ.ش.أ) – انتقدت النقابة القانون.", "انتقدت النقابة القانون."),
        ("بيروت\u2060\u2060 (رويترز)\u2060 -\u2060 لام الوزير المجلس.", "لام الوزير المجلس."),
        ("دبي، الإمارات العربية المتحدة (CNN)-- لام الوزير المجلس.", "لام الوزير المجلس."),
        ("جنيف، الخميس 7 حزيران/يونيو 2018 (أ ف ب) - لام الوزير المجلس.", "لام الوزير المجلس."),
        ("باريس - «القدس العربي» - وكالات: لام الوزير المجلس.", "لام الوزير المجلس."),
        ("بغداد/ NINA / لام الوزير المجلس.", "لام الوزير المجلس."),
        ("{بغداد: الفرات نيوز} لام الوزير المجلس.", "لام الوزير المجلس."),
        ("العربية.نت - دبي لام الوزير المجلس.", "لام الوزير المجلس."),
        ("2017/05/03 القاهرة - الوزير يلوم المجلس.", "الوزير يلوم المجلس."),
        ("الثلاثاء 3 مايو 2017 - القاهرة - الوزير يلوم المجلس.", "الوزير يلوم المجلس."),
        ("مقديشو (الصومال الجديد) - لام الوزير المجلس.", "لام الوزير المجلس."),
        ("القاهرة - رويترز - محمد صبري نفى ما نشر", "محمد صبري نفى ما نشر"),
        ("غزة (رويترز، د ب أ) - لام الوزير المجلس.", "لام الوزير المجلس."),
    ],
)
def test_spelling_and_signs_may_differ(text: str, sentence: str) -> None:
    assert rest(text) == sentence


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('shape = "PLACE - OTHER"', 'shape = "PLAZA - OTHER"', r"\.toml:\d+: 'PLAZA' is no element"),
        ('example = "باماكو - |', 'example = "باماكو - ', r"\.toml:\d+: expected one \| in the example"),
        ('day = "', 'week = "', r"\.toml:\d+: expected a list 'day'"),
        ('day = "السبت', 'night = "الأحد"\nday = "السبت', r"\.toml:\d+: expected words .* got night"),
        ("[lists]", "[lists", r"\.toml: not TOML"),
        ('shape = "خاص :"\n', "", r"\.toml:\d+: expected a form with shape and example"),
    ],
)
def test_faults_of_the_data_name_their_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    content = BUILT_IN.read_text(encoding="utf-8")
    assert old in content
    (tmp_path / "datelines.toml").write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatelineError, match=message):
        read_forms(tmp_path / "datelines.toml")
