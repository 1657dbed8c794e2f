"""The mask: what is no prose becomes invisible, everything keeps its place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.enrichment.mask import mask, readable, stripped

PIECES = r"""
ا ب ال تركيا وزارة b n r 1 ٣ _ . : / ; , ! ? ( ) [ ] < > & # @ \ " ' = - % ~ * 🇹🇷 é و َ <b> </b> <i <p> <br/> </a> <!--
--> <script> </script> <style <![CDATA[ ]]> &amp; &lt; &gt; &quot; &nbsp; &#1575; &#x628; &#35; &#110; &#92; &#60 &shy;
&eacute; amp; lt; &amp http:// www. t.co/ x.com a@b.org #وسم_آخر @name ](http://a.b) ![ \n \r\n &#13; &NotEqualTilde;
mailto: src=
"""
FRAGMENTS = st.sampled_from([*PIECES.split(), "<a href='x'>", *"\n\r\u00a0\u00ad\u200b\u200f\u2060\ud800"])
TEXTS = st.lists(FRAGMENTS | st.just(" ") | st.characters(), max_size=30).map("".join)


@given(TEXTS)
def test_a_mask_is_as_long_as_its_text_and_masked_again_is_the_same(text: str) -> None:
    masked = mask(text).text
    assert len(masked) == len(text)
    assert mask(masked).text == masked


@given(TEXTS)
def test_people_read_no_joiners_and_one_line(text: str) -> None:
    assert not {"\u2060", "\n"} & set(readable(text))
    assert not mask(text).markup or len(stripped(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("<h2>برلين تلوم <b>وارسو</b></h2>", "\n\n  برلين تلوم    وارسو    \n\n   "),
        ("<p class=\"a > b\" data-x='<i>'>نص</p>", "\n\n" + 28 * " " + "نص\n\n  "),
        ("<a href=http://x.test/؟ص target=_blank>رابط</a>", 39 * " " + "رابط    "),
        ('<img src="a.jpg" alt="صورة "قديمة" له">بعده', 39 * " " + "بعده"),
        ('قبله <img src="http://x.test/a.jp', "قبله " + 28 * " "),
        ('<a href="x" قال الوزير', 11 * " " + " قال الوزير"),
        ("سطر<br>سطر<BR />سطر", "سطر\n   سطر\n     سطر"),
        ("<li>بند</li>", "\n\n  بند\n\n   "),
        ("<o:p>نص</o:p><x-note>", "     نص" + 14 * " "),
        ("<!-- اتهم <b> --> بقي -->", 17 * " " + " بقي -->"),
        ("<!-- بلا نهاية", "     بلا نهاية"),
        ("<!DOCTYPE html><?xml version='1.0'?>نص", 36 * " " + "نص"),
        ("<![CDATA[متن]]>", 9 * " " + "متن   "),
        ("<STYLE>p {x: y}</style\n>نص<script src=x>var a = '<b>'</script>", 24 * " " + "نص" + 36 * " "),
        ("<script>if (a) {\nقال", 16 * " " + "\nقال"),
        ("ثغرة <script> خطيرة", "ثغرة          خطيرة"),
        ("&lt;p&gt;فقرة&lt;br /&gt;", "\n\n       فقرة\n" + 11 * " "),
        ("سطر<br />\nسطر", "سطر\n      سطر"),
        ("سطر\n  <br>\r\n<br>\n سطر", "سطر\n        \n     سطر"),
        ("[b]نص[/b] [url=http://x.test/a]نص[/url]", "   نص" + 26 * " " + "نص      "),
        (r"\u003cp\u003eفقرة\u003c/p\u003e", "\n\n" + 11 * " " + "فقرة\n\n" + 12 * " "),
        ("&amp;lt;a href=&amp;quot;x&amp;quot;&amp;gt;نص", 44 * " " + "نص"),
    ],
)
def test_tags(text: str, masked: str) -> None:
    assert mask(text) == (masked, True)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("&#1605;&#1589;&#x631;", "م~~~~~~ص~~~~~~ر~~~~~~"),
        ("&laquo;تحالف&raquo;", "«~~~~~~تحالف»~~~~~~"),
        ("حلب&nbsp;وحمص&nbsp", "حلب      وحمص     "),
        ("&amp;quot;لا&amp;amp;#39;", '"~~~~~~~~~لا' + "'" + 12 * "~"),
        ("مصنع &amp; متجر", "مصنع &~~~~ متجر"),
        ("سطر&#10;سطر&#13;\nسطر", "سطر\n    سطر     \nسطر"),
        ("مد&shy;ينة", "مد~~~~~ينة"),
        (r"\u0642\u0627ل \"نعم\"", 'ق~~~~~ا~~~~~ل "~نعم"~'),
        ("&rlm;مدينة&lrm; قرية&zwnj;", "     مدينة      قرية      "),
        ("caf&eacute;s", "café~~~~~~~s"),
        ("&NotEqualTilde;", "\u2242\u0338" + 13 * "~"),
        ("&#0;&#xD800;&#99999999;", "\ufffd~~~\ufffd~~~~~~~\ufffd~~~~~~~~~~"),
        ("لو<b>كس</b>مبورغ", "لو~~~كس~~~~مبورغ"),
        ("ب<a href='/x'>مدريد</a><!-- x -->", "ب~~~~~~~~~~~~~مدريد" + 14 * " "),
        ("<a>مدريد</a><a>روما</a>", "   مدريد       روما    "),
        ("سور<b><i>ي</i></b>ا", "سور~~~~~~ي~~~~~~~~ا"),
        ("قوس<b>(</b>ين", "قوس   (    ين"),
        ("مَ<b>صر</b>", "مَ~~~صر    "),
    ],
)
def test_entities_and_tags_inside_a_word_are_filled_with_joiners(text: str, masked: str) -> None:
    assert mask(text) == (masked.replace("~", "\u2060"), True)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("[بيان الحزب](https://x.test/a_(b)) هنا", " بيان الحزب" + 23 * " " + " هنا"),
        ('![صورة](/a.png "عنوان") ثم', "  صورة" + 17 * " " + " ثم"),
        ("[نص [1] داخله](#note)", " نص [1] داخله        "),
        ("](http://x.test)", "]" + 15 * " "),
    ],
)
def test_links_of_markdown(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    ("before", "address", "behind"),
    [
        ("زوروا ", "https://x.test/أخبار/بيان-الوزارة_2?ص=1&b=%20", " اليوم"),
        ("في ", "http://x.test/a.html", "، وقال"),
        ("في ", "HTTPS://X.test:80/~a/", "."),
        ("وقال", "http://t.co/aB1", "وأضاف"),
        ("في ", "http://موقع.مصر/خبر", "؟"),
        ("", "www.x.test", "، "),
        ("صورة ", "pic.twitter.com/Ab12", ""),
        ("راجع ", "t.co/Ab12", " و"),
        ("", "(https://x.test/a)", " ثم"),
        ("(انظر ", "https://x.test/a", ") ثم"),
        ("راسلنا: ", "press.office+1@mail.x.test", "."),
        ("", "mailto:a@x.test", ""),
        ("في ", "file:///C:/أخبار.doc", "،"),
        ("في ", r"https:\/\/x.test\/a", " "),
        ("في ", "x.test/أخبار_اليوم", "."),
        ("<", "a@x.test", ">"),
        ("من ", "@Some_Agency1", ": قال"),
        ("", "(@agency)", ""),
        ("", "@a@b", "@c"),
    ],
)
def test_addresses(before: str, address: str, behind: str) -> None:
    expected = before + " " * len(address) + behind
    assert mask(before + address + behind).text in (expected, expected.replace("@c", "  "))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("#وزارة_المالية تلوم #شركة", " وزارة المالية تلوم  شركة"),
        ("#قمة_2030#الرياض", " قمة 2030 الرياض"),
        ("(#عاجل)", "( عاجل)"),
        ("تلوم شركة و#بلدية_ما", "تلوم شركة و\u2060بلدية ما"),
        ("@صحيفة_الغد", " صحيفة الغد"),
        ("#اليَمن_الآن", " اليَمن الآن"),
        ("&#35;خبر_عاجل", " ~~~~خبر عاجل".replace("~", "\u2060")),
    ],
)
def test_hashtags_are_words(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "أطلقوا هاشتاق #أوقفوا_الحرب أمس",
        "تصدر وسمُ تويتر: #لا_للفساد",
        'حمل اسم "#ليلى_تتهم_خالد"',
        "(#قمة_الماء) و«#قمة_النار»",
    ],
)
def test_hashtags_that_are_cited_say_nothing_themselves(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (r"انتهى.\nبدأ\r\nثم\n\nختم", "انتهى.\n بدأ\n   ثم\n\n  ختم"),
        (r"انتهى.\\nCNN", "انتهى.\n  CNN"),
        (r"عمود\tعمود", "عمود  عمود"),
        (r"في 431\nقرية عبر CNN\nوقال", "في 431\n قرية عبر CNN\n وقال"),
        ("**تلوم** الوزارة ال**شركة**،", "  تلوم   الوزارة ال\u2060\u2060شركة  ،"),
        ("سطر\r\nسطر", "سطر \nسطر"),
        ("مدي\u00adنة", "مدي\u2060نة"),
        ("مدي\u00ad\nنة", "مدي\u2060\u2060نة"),
        ("مدينة\u00ad كبيرة", "مدينة  كبيرة"),
    ],
)
def test_breaks_and_hyphens(text: str, masked: str) -> None:
    assert mask(text) == (masked, False)


@pytest.mark.parametrize(
    "text",
    [
        "إذا كان a < b و c > d و <3 و x<y>z",
        "نقلت <رويترز> عن <AFP> قولها << كذا >>",
        "شركتا AT&T وJohnson & Sons و R&D؛ بحث&تطوير &c &foo; &#x;",
        "لغة C# والبند #1 و# وحدها",
        "snake_case_word و__init__ و_شرطة_",
        "حاشية [1] و[2](انظر) و[نص] (قوس)",
        "حاشية* و** و2**3 و*** ثلاث",
        r"القرص C:\n والملف \dir\n",
        r"المجلد C:\new\temp و\alpha و\\",
        "السعر @ 5 و5@10 و@2",
        "نعم/لا و24/7 و3/5/2020 و km/h و U.S./UK",
        "سهم --> ثم <-- و *نجمة* و ~ و ^",
        "اسم\u200cالملف \u200fو\ufeffغيره\u00a0و\u2060",
        "\ud800 و \udfff",
        "",
    ],
)
def test_prose_stays(text: str) -> None:
    assert mask(text) == (text, False)


@pytest.mark.parametrize(
    "unit",
    ["<", "&", "[", "#", "\\", "<b ", '<a href="', "<a b='\"", "&amp;", "&lt;p ", "<!--", "<script>", "<![CDATA[", "a@",
     "](/", "](http://(", "http://", "www.", "a.", "#_", "\\n", "</", "<p x=1", "&#", "<b>\u2060",
     "<br>\n", "<br> ", "\\u06", "**", "[b", "[url=", "a:\\/", "a://ا"],
)  # fmt: skip
def test_linear_on_anything(unit: str) -> None:
    """A great deal of what might begin something: a second at most, where trying everything would take an hour."""
    text = unit * (300_000 // len(unit))
    begin = time.process_time()
    assert len(mask(text).text) == len(text)
    assert time.process_time() - begin < 10


def test_a_row_of_brackets_behind_an_address_is_counted_once() -> None:
    text = "http://x.test/" + ")" * 500_000
    assert mask(text).text == " " * 14 + ")" * 500_000


def test_what_people_read() -> None:
    assert readable("قال &quot;تر<b>كيا</b>&quot;:\n<br> نعم &amp; لا #يوم_جديد") == 'قال "تركيا": نعم & لا يوم جديد'


def test_stripped_of_markup() -> None:
    text = "<h1>عنوان</h1><p>قال&nbsp;&laquo;نعم&raquo; في https://x.test/a #وسم_ما</p>\n\n\n<ul><li>بند</li></ul>"
    assert stripped(text) == "عنوان\n\nقال «نعم» في https://x.test/a #وسم_ما\n\nبند"
    assert stripped("بلا  وسوم\n\n\n\n#كذا_وكذا") == "بلا  وسوم\n\n\n\n#كذا_وكذا"
