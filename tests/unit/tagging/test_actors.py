"""Actors in sentences: which words name one, where the span begins and ends, and who it is on the day."""

from itertools import pairwise

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging.actors import ActorTagger
from streams.tagging.lexicon import Lexicon
from streams.tagging.single_words import LOOK, SingleWord
from tests.unit.tagging.reader import Reader

# -- listed names


@pytest.mark.parametrize(
    ("text", "span", "code"),
    [
        ("غضبت موسكو", "موسكو", "RUS"),
        ("وموسكو غاضبة", "موسكو", "RUS"),
        ("خرج الناس من إيران", "إيران", "IRN"),
        ("خرج الناس من ايران", "ايران", "IRN"),
        ("صفقة لإيران", "إيران", "IRN"),
        ("صفقة للصين", "للصين", "CHN"),
        ("صفقة وللصين", "للصين", "CHN"),
        ("صفقة لليبيا", "ليبيا", "LBY"),
        ("أبدى «حزب الله» رأيه", "حزب الله", "LBNREB"),
        ("أبدت حركة «طالبان» رأيها", "حركة «طالبان»", "AFGREB"),
        ("أبدت (العفو الدولية) رأيها", "العفو الدولية", "NGOHRIAMN"),
        ("غضب الكرملين", "الكرملين", "RUSGOV"),
        ("غضبت الأمم المتحدة", "الأمم المتحدة", "IGOUNO"),
        ("غضبت كوريا الشمالية", "كوريا الشمالية", "PRK"),
        ("غضبت جمهورية الكونغو الديمقراطية", "جمهورية الكونغو الديمقراطية", "COD"),
    ],
)
def test_a_listed_name_is_found_through_clitics_spelling_and_quotes(
    read: Reader, text: str, span: str, code: str
) -> None:
    mention = read.one(text, "2010-01-01")
    assert (text[mention.start : mention.stop], mention.cameo) == (span, code)


def test_diacritics_stay_outside_the_lookup_and_inside_the_span(read: Reader) -> None:
    text = "غضبت وَلُبنانُ معاً"
    mention = read.one(text)
    assert (text[mention.start : mention.stop], mention.country) == ("لُبنانُ", "LBN")


def test_the_longest_name_wins(read: Reader) -> None:
    assert read.spans("زار جنوب السودان") == ["جنوب السودان"]
    assert read.one("زار جنوب السودان").country == "SSD"


def test_names_that_contain_a_state_and_are_no_actor_are_left_out(read: Reader) -> None:
    assert read.spans("سبح الولد في نهر الأردن وفي المحيط الهندي") == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("عاش طويلا في مالي", "MLI"),
        ("انهار الوضع في شمال مالي", "MLI"),
        ("انهار بسبب عجز مالي كبير", None),
        ("زاد الدعم المالي", None),
        ("سافر إلى بنين", "BEN"),
        ("له أولاد بنين وبنات", None),
        ("وصلت هند مبكرة", None),
        ("وصلت الهند مبكرة", "IND"),
        ("وصلت قطر مبكرة", "QAT"),
        ("وصل إلى النيجر", "NER"),
        ("وصل إلى نيجيريا", "NGA"),
    ],
)
def test_words_of_two_meanings_need_a_sign(read: Reader, text: str, country: str | None) -> None:
    assert [mention.country for mention in read.mentions(text)] == ([country] if country else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("اجتمعت حركة أمل مساء", ["حركة أمل"]),
        ("عاش الولد على أمل كبير", []),
        ("التقت فتح وحماس", ["فتح", "حماس"]),
        ("فتح الباب بهدوء", []),
        ("شاهد قناة «العربية» مساء", ["قناة «العربية»"]),
        ("وصل الرئيس بري", ["الرئيس بري"]),
        ("وصل طريق بري", []),
    ],
)
def test_weak_names_count_with_their_cue_only(read: Reader, text: str, found: list[str]) -> None:
    assert read.spans(text) == found


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("قال عمدة طرابلس اللبنانية", "LBN"),
        ("هدأت طرابلس وفرح اللبنانيون", "LBN"),
        ("هدأت طرابلس وفرح الليبيون", "LBY"),
        ("هدأت طرابلس", "LBY"),
    ],
)
def test_a_shared_name_goes_with_the_country_of_the_sentence(read: Reader, text: str, country: str) -> None:
    assert read.mentions(text)[0].country == country


@pytest.mark.parametrize(
    ("text", "country"), [("وصل إلى عمّان", "JOR"), ("وصل إلى عُمان", "OMN"), ("وصل وفد أردني إلى عمان", "JOR")]
)
def test_diacritics_or_the_sentence_tell_amman_from_oman(read: Reader, text: str, country: str) -> None:
    assert read.mentions(text)[-1].country == country


# -- days


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("ابتسم جورج بوش", "1990-06-01", "USAGOV"),
        ("ابتسم جورج بوش", "2012-06-01", "USAELI"),
        ("ابتسم محمد مرسي", "2012-06-30", "EGYGOV"),
        ("ابتسم محمد مرسي", "2013-07-04", "EGYOPP"),
        ("تقدمت طالبان", "2000-01-01", "AFGGOV"),
        ("تقدمت طالبان", "2010-01-01", "AFGREB"),
        ("تقدمت طالبان", "2022-01-01", "AFGGOV"),
        ("ابتسم كوفي أنان", "2001-01-01", "IGOUNO"),
        ("ابتسم سلفا كير", "2010-01-01", "SDNGOV"),
        ("ابتسم سلفا كير", "2012-01-01", "SSDGOV"),
    ],
)
def test_the_code_is_that_of_the_day_of_publication(read: Reader, text: str, day: str, code: str) -> None:
    assert read.one(text, day).cameo == code


def test_a_shared_surname_is_whoever_was_in_office(read: Reader) -> None:
    assert read.one("ابتسم الرئيس الحريري", "2003-01-01").name == "Rafic Hariri"
    assert read.one("ابتسم الرئيس الحريري", "2005-02-15").name == "Rafic Hariri"
    assert read.one("ابتسم الرئيس الحريري", "2010-01-01").name == "Saad Hariri"


# -- what the grammar has chosen


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "country", "cameo"),
    [
        ("لام الحريري وبري الوزير", "بري", "person", "LBN", "LBNLEG"),
        ("لامت فتح الوزير", "فتح", "party", "PSE", "PSEPTY"),
        ("لام مئات المتظاهرين التونسيين الوزير", "مئات المتظاهرين التونسيين", "population", "TUN", "TUNOPP"),
        ("لام خمسة من ضباط الشرطة المصرية الوزير", "خمسة من ضباط الشرطة المصرية", "police", "EGY", "EGYCOP"),
        ("لام متحدث مرتبط بحركة حماس الوزير", "متحدث مرتبط بحركة حماس", "armed_group", "PSE", "PSEREB"),
        ("لامت العفو الدولية في لندن الوزير", "العفو الدولية في لندن", "organisation", None, "NGOHRIAMN"),
        ("لام صاحب الدكان الوزير", "صاحب الدكان", "unknown", None, None),
    ],
)
def test_describe_says_who_a_phrase_is(
    read: Reader, text: str, phrase: str, kind: str, country: str | None, cameo: str | None
) -> None:
    mention = read.described(text, phrase, "2016-01-01")
    assert (text[mention.start : mention.stop], mention.kind, mention.country, mention.cameo) == (
        phrase,
        kind,
        country,
        cameo,
    )


@pytest.mark.parametrize(
    ("text", "phrase", "span"),
    [
        ("وفلاح القرية غاضب", "وفلاح القرية", "فلاح القرية"),
        ("جرت محاكمة لزيدان", "لزيدان", "زيدان"),
        ("جرت محاكمة للدخيل", "للدخيل", "للدخيل"),
    ],
)
def test_describe_leaves_proclitics_out_but_for_fused_lam(read: Reader, text: str, phrase: str, span: str) -> None:
    mention = read.described(text, phrase)
    assert text[mention.start : mention.stop] == span


# -- the whole


def test_mentions_come_in_order_and_do_not_overlap(read: Reader) -> None:
    text = "زار رئيس الوزراء العراقي حيدر العبادي طهران والتقى المرشد الأعلى علي خامنئي ووزير الدفاع الإيراني في القصر"
    mentions = read.mentions(text, "2016-01-01")
    assert [m.country for m in mentions][:4] == ["IRQ", "IRN", "IRN", "IRN"]
    assert all(one.end <= other.first and one.stop <= other.start for one, other in pairwise(mentions))


def test_the_short_way_over_single_words_gives_what_the_reader_gives(
    read: Reader, segmenter: NativeSegmenter, actor_tagger: ActorTagger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Would be green without meaning anything if no word went the short way: hence the count."""
    texts = [
        "قالت واشنطن إن المتظاهرين العراقيين غاضبون، لكن الحكومة العراقية لم تعلق",
        "استمر القصف الإسرائيلي على مخيم جباليا، وندد الفلسطينيون والأتراك واللغة الفرنسية بخير",
        "بدأت العملية العسكرية واعتقل العسكريون ثلاثة من الإرهابيين في طرابلس الليبية",
        "رأى محمد كوريا والكوري الشمالي وبوتين وحماس والشرطة في دبي",
    ]
    sentences = [segmenter.segment_text(text) for text in texts]
    quick = [read.mentions(text) for text in texts]
    short = [
        actor_tagger._single[word] for words in sentences for word in words.words if actor_tagger.words.may_start(word)
    ]
    assert sum(single.run is not None for single in short) > 10
    monkeypatch.setattr(
        actor_tagger,
        "_single",
        dict.fromkeys((word for words in sentences for word in words.words), SingleWord(None, LOOK)),
    )
    assert [read.mentions(text) for text in texts] == quick


def test_what_was_read_before_does_not_change_what_is_read(segmenter: NativeSegmenter) -> None:
    """Phrases are kept by their words; the same beginning with another ending must be read anew."""
    texts = [
        "ابتسم الوزير سمير",
        "ابتسم الوزير سمير زقزوق أمس",
        "ابتسم وزير الخارجية الروسي",
        "ابتسم وزير الخارجية الروسي سيرغي لافروف أمس",
        "ابتسم وزير الخارجية أمس",
        "استقالت الحكومة في تايلاند",
        "استقالت الحكومة في صمت",
        "قال المتحدث باسم حركة «طالبان» اليوم",
        "قال المتحدث باسم حركة الشباب اليوم",
        "ابتسم عمدة طرابلس اللبنانية",
        "ابتسم عمدة طرابلس وفرح الليبيون",
    ]
    lexicon = Lexicon.load()
    shared = Reader(segmenter, ActorTagger(lexicon))
    forth = [shared.mentions(text) for text in texts]
    back = [shared.mentions(text) for text in reversed(texts)]
    assert forth == back[::-1]
    assert forth == [Reader(segmenter, ActorTagger(lexicon)).mentions(text) for text in texts]


def test_an_empty_sentence_names_nobody(read: Reader) -> None:
    assert read.mentions("") == []
    assert read.mentions("؟ ... !") == []


def test_what_is_remembered_of_words_is_bounded(segmenter: NativeSegmenter, actor_tagger: ActorTagger) -> None:
    from streams.tagging.actor_words import ActorWords
    from streams.tagging.lookup import WordTable
    from streams.tagging.triggers import TriggerTable

    words = ActorWords(actor_tagger.lexicon, limit=10)
    for number in range(100):
        assert words[f"كلمة{number}"] is None
        assert not words.may_start(f"كلمة{number}")
        assert not words.may_start(f"لفظ{number}")
    assert len(words) <= 10
    table = WordTable(TriggerTable(()), words, limit=10)
    assert table.find([f"كلمة{number}" for number in range(100)]) == ([], None)
    assert len(table) <= 10
