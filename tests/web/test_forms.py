"""Forms: what was typed stays, and what is wrong is said beside the field and in the list on top."""

from mediation_cms.core.i18n import Language
from tests.web.looking import form, part

WRONG = form({"iin": "0612"}, {"iin": "ЖСН 12 цифрдан тұрады.", "outcome": "Бұл жол бос қалды."})


def test_a_field_ties_its_label_hint_and_error_to_the_control():
    drawn = part(
        '{{ forms.field(form, "iin", "ЖСН", hint="12 цифр", required=true, inputmode="numeric") }}', form=WRONG
    )

    assert drawn == (
        '<div class="field wrong"><label for="iin">ЖСН <span aria-hidden="true">*</span></label>'
        '<p class="hint" id="iin-hint">12 цифр</p>'
        '<input id="iin" name="iin" type="text" value="0612" inputmode="numeric" autocomplete="off" required'
        ' aria-invalid="true" aria-describedby="iin-hint iin-error">'
        '<p class="error" id="iin-error">ЖСН 12 цифрдан тұрады.</p></div>'
    )


def test_a_sound_field_says_nothing_of_errors():
    drawn = part('{{ forms.field(form, "name", "Аты") }}', form=form())

    assert drawn == (
        '<div class="field"><label for="name">Аты</label>'
        '<input id="name" name="name" type="text" value="" autocomplete="off"></div>'
    )


def test_what_was_typed_comes_back_as_text_and_never_as_html():
    typed = form({"name": '"><b onclick=x>', "story": "</textarea><i>"})

    assert 'value="&#34;&gt;&lt;b onclick=x&gt;"' in part('{{ forms.field(form, "name", "Аты") }}', form=typed)
    assert "&lt;/textarea&gt;&lt;i&gt;</textarea>" in part(
        '{{ forms.textarea(form, "story", "Не болды") }}', form=typed
    )


def test_a_nought_is_a_value_and_nothing_is_none():
    source = '{{ forms.field(form, "minutes", "Минут") }}'

    assert 'value="0"' in part(source, form=form({"minutes": 0}))
    assert 'value=""' in part(source, form=form({"minutes": None}))


def test_a_password_never_comes_back():
    drawn = part('{{ forms.field(form, "password", "Құпиясөз", type="password") }}', form=form({"password": "сыр"}))

    assert "сыр" not in drawn


def test_the_list_on_top_leads_to_each_field_and_names_it_when_asked():
    errors = form(errors={"iin": "Бақылау цифры сәйкес келмейді.", "": "Басқа қызметкер өзгертіп қойды."})

    drawn = part('{{ forms.errors(form, labels={"iin": "ЖСН"}) }}', form=errors)

    assert (
        '<li><a href="#iin">ЖСН: Бақылау цифры сәйкес келмейді.</a></li><li>Басқа қызметкер өзгертіп қойды.</li>'
        in drawn
    )
    assert "<h2>Түзететін жерлер бар</h2>" in drawn


def test_a_refusal_of_the_whole_form_stands_alone():
    assert "<h2>" not in part("{{ forms.errors(form) }}", form=form(errors={"": "Логин сәйкес келмейді."}))
    assert part("{{ forms.errors(form) }}", form=form()) == ""


def test_a_form_opens_with_its_token_and_its_key_against_double_sending():
    assert part("{{ forms.opening(form) }}", form=form(key="k1")) == (
        '<input type="hidden" name="csrf_token" value="token"><input type="hidden" name="form_key" value="k1">'
    )


def test_a_group_of_choices_is_reached_through_its_first_and_says_its_error_once():
    options = [("settled", "Шешілді"), ("unknown", "Білмеймін", "Кейін өзгертуге болады")]

    drawn = part(
        '{{ forms.choices(form, "outcome", "Нәтижесі", options, apart="unknown") }}',
        form=form({"outcome": "unknown"}, {"outcome": "Таңдаңыз."}), options=options,
    )  # fmt: skip

    assert drawn == (
        '<fieldset class="field wrong" aria-describedby="outcome-error"><legend id="outcome-label">Нәтижесі</legend>'
        '<div class="choices">'
        '<label class="choice"><input type="radio" id="outcome" name="outcome" value="settled"><span>Шешілді</span></label>'
        '<label class="choice apart"><input type="radio" id="outcome-2" name="outcome" value="unknown" checked="">'
        "<span>Білмеймін<small>Кейін өзгертуге болады</small></span></label></div>"
        '<p class="error" id="outcome-error">Таңдаңыз.</p></fieldset>'
    )


def test_several_chips_may_be_chosen_and_one_word_is_one_choice():
    source = (
        '{{ forms.chips(form, "language", "Тілі", [("kk", "қазақша"), ("ru", "орысша"), ("k", "k")], several=true) }}'
    )

    assert part(source, form=form({"language": ["kk", "ru"]})).count("checked") == 2
    assert part(source, form=form({"language": "kk"})).count("checked") == 1


def test_a_select_keeps_its_choice_also_when_values_are_numbers_and_groups_are_asked():
    plain = part('{{ forms.select(form, "minutes", "Минут", [(15, "15"), (30, "30")]) }}', form=form({"minutes": "30"}))
    grouped = part(
        '{{ forms.select(form, "place", "Аудан", [("ШҚО", [("OSK", "Өскемен")])], grouped=true, required=true) }}',
        form=form({"place": "OSK"}),
    )

    assert '<option value="">' in plain
    assert '<option value="30" selected>30</option>' in plain
    assert '<optgroup label="ШҚО"><option value="OSK" selected>Өскемен</option></optgroup>' in grouped


def test_dates_phones_and_files_say_how_to_write_them_in_the_reader_s_language():
    source = (
        '{{ forms.date(form, "day", "Күні") }}{{ forms.phone(form, "phone", "Телефон") }}'
        '{{ forms.file(form, "scan", "Файл") }}'
    )

    kazakh, russian = part(source, form=form()), part(source, Language.RU, form=form())

    assert "Күн.ай.жыл, мысалы: 21.11.2026" in kazakh
    assert "8-ден бастап жазсаңыз да болады." in kazakh
    assert "PDF, JPG немесе PNG, 20 МБ-тан аспасын." in kazakh
    assert "День.месяц.год, например: 21.11.2026" in russian


def test_a_single_tick_keeps_its_yes():
    source = '{{ forms.checkbox(form, "interethnic", "Этносаралық сипаты бар") }}'

    assert "checked" in part(source, form=form({"interethnic": "yes"}))
    assert "checked" not in part(source, form=form())
