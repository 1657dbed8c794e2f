"""Actors that no list can hold: roles and bodies with a country or a name; which words belong to them."""

import pytest

from tests.unit.tagging.reader import Reader


@pytest.mark.parametrize(
    ("text", "span", "kind", "code"),
    [
        ("ابتسم مسؤول ليبي", "مسؤول ليبي", "government", "LBYGOV"),
        ("ابتسمت مسؤولة ليبية", "مسؤولة ليبية", "government", "LBYGOV"),
        ("ابتسم مسؤولون ليبيون", "مسؤولون ليبيون", "government", "LBYGOV"),
        ("ابتسم وزير الخارجية النرويجي", "وزير الخارجية النرويجي", "government", "NORGOV"),
        ("ابتسم وزير خارجية النرويج", "وزير خارجية النرويج", "government", "NORGOV"),
        ("ابتسم وزير التجارة والصناعة الكويتي", "وزير التجارة والصناعة الكويتي", "government", "KWTGOV"),
        ("ابتسم وزراء الداخلية العرب", "وزراء الداخلية العرب", "government", "ARBGOV"),
        ("تقدمت القوات الأوغندية", "القوات الأوغندية", "military", "UGAMIL"),
        ("تقدمت قوات الأمن المصرية", "قوات الأمن المصرية", "police", "EGYCOP"),
        ("تقدمت شرطة دبي", "شرطة دبي", "police", "ARECOP"),
        ("ابتسم محافظ عدن", "محافظ عدن", "government", "YEMGOV"),
        ("تقدمت ميليشيات الحوثيين", "ميليشيات الحوثيين", "armed_group", "YEMREB"),
        ("ابتسمت المحكمة العليا الإسرائيلية", "المحكمة العليا الإسرائيلية", "judiciary", "ISRJUD"),
        ("ابتسم مجلس النواب الأردني", "مجلس النواب الأردني", "legislature", "JORLEG"),
        ("ابتسم الحزب القومي الألماني", "الحزب القومي الألماني", "party", "DEUPTY"),
        ("ابتسم مصدر أمني لبناني", "مصدر أمني لبناني", "police", "LBNCOP"),
        ("ابتسم مصدر قضائي لبناني", "مصدر قضائي لبناني", "judiciary", "LBNJUD"),
        ("ابتسم متحدث باسم حركة الشباب", "متحدث باسم حركة الشباب", "armed_group", "SOMREB"),
        ("ابتسم الناطق باسم الخارجية القطرية", "الناطق باسم الخارجية القطرية", "government", "QATGOV"),
        ("ابتسم رئيس مجلس إدارة قناة «المنار»", "رئيس مجلس إدارة قناة «المنار»", "media", "LBNMED"),
        ("ابتسمت حكومة ميركل", "حكومة ميركل", "government", "DEUGOV"),
        ("ابتسم قادة جيش الرب للمقاومة", "قادة جيش الرب للمقاومة", "armed_group", "UGAREB"),
        ("تقدمت القوات الكورية الجنوبية", "القوات الكورية الجنوبية", "military", "KORMIL"),
        ("ابتسم مواطنون سوريون", "مواطنون سوريون", "population", "SYRCVL"),
        ("ابتسم السوريون", "السوريون", "population", "SYR"),
        ("تقدمت القوات الدولية", "القوات الدولية", "military", "IGOMIL"),
        ("ابتسم الحزب الكردي", "الحزب الكردي", "party", "KURPTY"),
        ("ابتسم أكراد تركيا", "أكراد تركيا", "population", "TURKUR"),
    ],
)
def test_kind_country_and_role_come_from_the_parts(read: Reader, text: str, span: str, kind: str, code: str) -> None:
    mention = read.one(text)
    assert (text[mention.start : mention.stop], mention.kind, mention.cameo) == (span, kind, code)


@pytest.mark.parametrize(
    ("text", "span", "actor"),
    [
        ("ابتسم وزير الخارجية الروسي سيرغي لافروف", "وزير الخارجية الروسي سيرغي لافروف", "sergey-lavrov"),
        ("ابتسم وزير الخارجية الروسي، سيرغي لافروف", "وزير الخارجية الروسي، سيرغي لافروف", "sergey-lavrov"),
        ("ابتسم الرئيس المصري السابق حسني مبارك", "الرئيس المصري السابق حسني مبارك", "hosni-mubarak"),
        ("ابتسمت المستشارة أنغيلا ميركل", "المستشارة أنغيلا ميركل", "angela-merkel"),
        (
            "ابتسم الأمين العام للأمم المتحدة بان كي مون",
            "الأمين العام للأمم المتحدة بان كي مون",
            "ban-ki-moon",
        ),
    ],
)
def test_a_title_and_a_listed_person_are_one_actor(read: Reader, text: str, span: str, actor: str) -> None:
    mention = read.one(text, "2012-01-01")
    assert (text[mention.start : mention.stop], mention.actor_id, mention.kind) == (span, actor, "person")


@pytest.mark.parametrize(
    ("text", "span", "code"),
    [
        ("ابتسم العقيد سمير الخطيب", "العقيد سمير الخطيب", "MIL"),
        ("ابتسم النائب الكويتي خالد الشطي", "النائب الكويتي خالد الشطي", "KWTLEG"),
        ("ابتسم السفير مارك هندرسون", "السفير مارك هندرسون", "GOV"),
    ],
)
def test_a_title_and_an_unknown_person_are_a_person_with_the_role(
    read: Reader, text: str, span: str, code: str
) -> None:
    mention = read.one(text)
    assert (text[mention.start : mention.stop], mention.kind, mention.cameo) == (span, "person", code)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("ابتسم القائد العام للجيش التشادي", ["القائد العام للجيش التشادي"]),
        ("ابتسم الأمين العام لحركة الشباب", ["الأمين العام لحركة الشباب"]),
        ("تحدث المسؤول لرويترز", ["المسؤول", "رويترز"]),
    ],
)
def test_lam_leads_on_from_a_title_only(read: Reader, text: str, spans: list[str]) -> None:
    assert read.spans(text) == spans


def test_a_composed_actor_has_no_id_but_an_english_name(read: Reader) -> None:
    mention = read.one("ابتسم مسؤول ليبي")
    assert (mention.actor_id, mention.name) == (None, "Libya: official")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        # An indefinite adjective does not agree with a definite noun: they are two.
        ("رحّلت الحكومة سوريين", ["الحكومة", "سوريين"]),
        # What follows a definite noun is the object, not part of it.
        ("رفض الوزير الحكومة المصرية", ["الوزير", "الحكومة المصرية"]),
        ("رفض الوزير القرار المصري", ["الوزير", "المصري"]),
        ("التقت إيران وسوريا", ["إيران", "سوريا"]),
        ("رأى المتظاهرون لبنان", ["المتظاهرون", "لبنان"]),
    ],
)
def test_neighbours_are_not_run_together(read: Reader, text: str, spans: list[str]) -> None:
    assert read.spans(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "تعلم اللغة الفرنسية",
        "هبط الدولار الأميركي",
        "بدأت العملية العسكرية",
        "رفع المتفرجون أعلاما",
        "وقف أمام الباب",
        "هو في حاجة إلى النوم",
        "تحمل مسؤولية كبيرة",
        "مشى على الرصيف",
        "قرأ كتابا عن شركة كبيرة",
    ],
)
def test_what_is_no_actor_is_not_reported(read: Reader, text: str) -> None:
    assert read.spans(text) == []


def test_an_adjective_stands_for_its_state_as_the_annotation_rules_say(read: Reader) -> None:
    text = "استمر القصف الإسرائيلي"
    mention = read.one(text)
    assert (text[mention.start : mention.stop], mention.actor_id, mention.kind) == ("الإسرائيلي", "ISR", "state")


def test_the_state_after_in_gives_the_country_and_stays_outside_the_span(read: Reader) -> None:
    text = "استقالت الحكومة في تايلاند"
    government, state = read.mentions(text)
    assert (text[government.start : government.stop], government.cameo) == ("الحكومة", "THAGOV")
    assert state.country == "THA"
