"""Where noun phrases begin and end: offices with the names of their holders, seats, fields, adjectives in pairs."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.types import Sentence

WHOLE = {
    "office, form of address, name": "انتقد [وزير الزراعة الدكتور نبيل بن حمود الراجح] المزارعين.",
    "office, abbreviated address": "انتقد [رئيس الغرفة م . طلال بن زاهر الحمدان] الموردين.",
    "abbreviated address alone": "انتقدت [د . منى الصالح] الشركة.",
    "excellency before an office": "استنكر [معالي وزير النقل الأستاذ بندر السالم] الحادث.",
    "prelate": "استنكر [غبطة البطريرك ميخائيل] القصف.",
    "rank of several words": "اتهم [رئيس الأركان الفريق الركن ناصر الزهراني] الميليشيا بالنهب.",
    "two offices and a name": "اتهم [وزير الصحة رئيس مجلس الضمان الدكتور وليد الفهد] الشركات بالغش.",
    "seat behind an office, then the name": "انتقد [السفير الفرنسي لدى الكويت خالد منصور] القرار.",
    "seat with ب, then address and name": "انتقد [مدير التعليم بمنطقة عسير الأستاذ سعد بن فهد الشهري] المدرسين.",
    "name after a comma": "انتقد [مفتي طرابلس، الشيخ مروان الكردي]، الحكومة.",
    "place with ب": "اتهم [عضو بمجلس النواب] الوزارة بالإهمال.",
    "body behind ب": "اتهم [مصدر بالجيش السوري] الفصائل بالقصف.",
    "two fields": "انتقدت [وزارة التربية والتعليم] المدارس.",
    "two fields and a name": "انتقد [وزير الأوقاف والشؤون الدينية يوسف الكردي] الخطباء.",
    "two offices of one place": "استنكر [إمام وخطيب الجامع الكبير الشيخ فهد السويلم] الجريمة.",
    "adjectives in pairs": "اتهمت النيابة [مسؤولين حاليين وسابقين] بالفساد.",
    "indefinite adjectives in pairs": "استنكرت [شخصيات عربية وإسلامية] الهجوم.",
    "turned round by غير": "اتهمت [منظمة غير حكومية] الشركة بالتلويث.",
    "people as an adjective": "اتهم [المسؤولون العرب] إسرائيل بالمماطلة.",
    "a name that is written as a preposition": "انتقد [المدير العراقي علي كاظم] القرار.",
    "family after آل": "انتقد [الكاتب محمد آل الشيخ] القناة.",
    "body of a league": "استنكرت [الأمانة العامة لرابطة الأدباء] القرار.",
    "who does what": "اتهم [المدافعون عن البيئة] الشركة بالتلويث.",
}
APART = {
    "two offices without a name": "اتهم رئيس البلدية| وزير الداخلية| بالتقصير.",
    "ب of the verb": "ندد الوزير| بالحكومة|.",
    "ب of what is charged": "اتهم قيادي في الحزب| بالقتل|.",
    "two bodies": "اتهمت المعارضة| الوزير| بالفساد.",
    "two places joined": "اتهم رئيس الحكومة| والمعارضة| بالتصعيد.",
    "municipality as the object": "حمّل التجار| البلدية| المسؤولية.",
    "manner": "انتقد رئيس الوفد| بقوة القرار.",
}


def phrases(tagger: Tagger, segmenter: NativeSegmenter, text: str) -> list[str]:
    """The noun phrases of a sentence as written, without their prepositions."""
    sentence = Sentence("text", 0, 0, len(text), segmenter.segment_text(text))
    view, words = tagger.view(sentence, None), sentence.words
    return [text[words.starts[c.first] : words.ends[c.end - 1]] for c in view.chunks if c.kind == "np"]


@pytest.mark.parametrize("marked", WHOLE.values(), ids=WHOLE)
def test_a_phrase_is_whole(marked: str, proposing: Tagger, segmenter: NativeSegmenter) -> None:
    wanted = marked[marked.index("[") + 1 : marked.index("]")]
    assert wanted in phrases(proposing, segmenter, marked.replace("[", "").replace("]", ""))


@pytest.mark.parametrize("marked", APART.values(), ids=APART)
def test_two_phrases_stay_apart(marked: str, proposing: Tagger, segmenter: NativeSegmenter) -> None:
    ends = {part.split()[-1] for part in marked.split("|")[:-1]}
    found = phrases(proposing, segmenter, marked.replace("|", ""))
    assert ends <= {phrase.split()[-1] for phrase in found}
