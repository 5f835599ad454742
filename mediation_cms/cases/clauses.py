"""Standard wording of the clauses of a mediation contract, until a lawyer approves it (articles 8, 10, 17 to 22, recalled).

A contract is prefilled with it. Its paper says the same in Kazakh and in Russian by itself, and adds what was typed beyond.
"""

from mediation_cms.cases.models import ContractLanguage
from mediation_cms.core.i18n import Words

BETWEEN_LANGUAGES = "\n\n"
STANDARD: dict[str, Words] = {
    "expenses": Words(
        "Медиация жүргізуге байланысты шығыстар (жол жүру, тұру, тамақтану) көзделмеген.",
        "Расходы, связанные с проведением медиации (проезд, проживание, питание), не предусмотрены.",
    ),
    "confidentiality": Words(
        "Тараптар, олардың өкілдері және Медиатор медиация барысында өздеріне белгілі болған мәліметтерді осы мәліметтерді "
        "берген тараптың жазбаша рұқсатынсыз жария етпейді. Медиатор бір тараппен жеке кездесуде алған мәліметтерді басқа "
        "тарапқа оларды берген тараптың келісімімен ғана айтады. Құпиялылықты бұзған тұлға Қазақстан Республикасының "
        "заңдарына сәйкес жауап береді және бұдан келтірілген залалды өтейді.",
        "Стороны, их представители и Медиатор не разглашают сведения, ставшие им известными в ходе медиации, без письменного "
        "разрешения стороны, предоставившей эти сведения. Сведения, полученные на встрече с одной стороной, Медиатор передаёт "
        "другой стороне только с согласия той, от которой они получены. Нарушивший конфиденциальность отвечает по законам "
        "Республики Казахстан и возмещает причинённые этим убытки.",
    ),
    "liability": Words(
        "Медиатор заңды немесе осы шартты кінәлі түрде бұзып, өз әрекетімен (әрекетсіздігімен) Тараптарға залал келтірсе, оны "
        "Қазақстан Республикасының заңдарына сәйкес толық көлемде өтейді. Тараптар қабылдаған шешім мен оның орындалуы үшін "
        "Медиатор жауап бермейді.",
        "Медиатор, виновно нарушивший закон или настоящий договор, возмещает убытки, причинённые Сторонам его действием "
        "(бездействием), в полном объёме по законам Республики Казахстан. За принятое Сторонами решение и за его исполнение "
        "Медиатор не отвечает.",
    ),
    "procedure": Words(
        "Кездесулердің уақыты мен орнын Медиатор Тараптармен келісіп белгілейді. Медиатор Тараптармен бірге де, әрқайсысымен "
        "жеке де кездесе алады. Медиатор Тараптарға шешім таңбайды: шешімді Тараптардың өздері қабылдайды. Әр Тарап "
        "медиациядан кез келген сатыда бас тарта алады.",
        "Время и место встреч Медиатор назначает по согласованию со Сторонами. Медиатор может встречаться со Сторонами вместе "
        "и с каждой отдельно. Медиатор не навязывает Сторонам решение: они принимают его сами. Каждая Сторона может "
        "отказаться от медиации на любой стадии.",
    ),
}
LANGUAGE_OF_THE_TALKS: dict[ContractLanguage, Words] = {
    ContractLanguage.KK: Words("қазақ тілі", "казахский язык"),
    ContractLanguage.RU: Words("орыс тілі", "русский язык"),
    ContractLanguage.KK_RU: Words("қазақ және орыс тілдері", "казахский и русский языки"),
}


def standard(clause: str, language: ContractLanguage) -> str:
    """The standard wording of a clause in the language of the contract; in both, one after the other, where it has both."""
    return _in(STANDARD[clause], language, BETWEEN_LANGUAGES)


def language_of_the_talks(language: ContractLanguage) -> str:
    """How the contract names the language of the mediation when nothing else was agreed: its own."""
    return _in(LANGUAGE_OF_THE_TALKS[language], language, " / ")


def beyond_standard(clause: str, typed: str) -> str:
    """What was typed beyond the standard wording; empty where nothing was added to it, all of it where it was replaced."""
    return typed.removeprefix(_standard_of(clause, typed)).strip()


def in_own_words(clause: str, typed: str) -> bool:
    """Whether the sides have put words of their own in the place of the standard ones: their paper says these alone."""
    return not _standard_of(clause, typed)


def _standard_of(clause: str, typed: str) -> str:
    """The standard wording with which the text begins, the longest one; empty when it begins with none."""
    found = (standard(clause, language) for language in ContractLanguage)
    return max((wording for wording in found if typed.startswith(wording)), key=len, default="")


def named_in_both(typed: str) -> Words:
    """The language of the mediation as each language calls it, where we know the words; otherwise as it was typed."""
    for language, words in LANGUAGE_OF_THE_TALKS.items():
        if typed in {words.kk, words.ru, language_of_the_talks(language)}:
            return words
    return Words(typed, typed)


def _in(words: Words, language: ContractLanguage, between: str) -> str:
    if language is ContractLanguage.KK_RU:
        return f"{words.kk}{between}{words.ru}"
    return words.kk if language is ContractLanguage.KK else words.ru
