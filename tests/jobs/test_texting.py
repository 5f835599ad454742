"""SMS reach the gateway; one that lies, hangs or falls leads to a later try under the same name, and keeps no mail waiting."""

import ssl
import time
from datetime import date, timedelta
from ipaddress import ip_address

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.core.settings import Misconfigured, Mode
from mediation_cms.jobs import gateway as gateways
from mediation_cms.jobs import texting
from mediation_cms.jobs.gateway import Gateway
from mediation_cms.jobs.mailing import deliver_mail
from mediation_cms.jobs.texting import deliver_sms, greet
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.outbox import Reach, notify
from mediation_cms.notifications.telling import Tidings, tell
from mediation_cms.people.models import Channel
from tests import make
from tests.conftest import free_port
from tests.sms_gateway import SmsGateway

AT_ANY_HOUR = True

JSON = '{"to": "{to}", "text": "{text}", "id": "{id}", "from": "Bitim"}'
NEWS = Tidings(
    MessageKind.REQUEST_NEWS, "Кабинет", "+7 (7182) 00-00-10", "/status", facts={"number": "55-PAV-2026-000001"}
)


@pytest.fixture
def text(session):
    """Put an SMS into the outbox."""

    def put(to="+77010000001", language=Language.KK, tidings=NEWS):
        message = tell(session, None, tidings, reach=Reach(Channel.SMS, to, language), asked=True)
        session.commit()
        return message

    return put


@pytest.fixture
def working(with_settings, gateway, monkeypatch):
    """The jobs with this gateway, which says `result.status` of what it takes."""
    monkeypatch.setattr(texting, "PAUSE", 0.0)
    monkeypatch.setattr(gateways, "SECONDS", 0.5)
    return with_settings(sms_url=gateway.url, sms_body=JSON, sms_success="$.result.status=queued")


def again(session, message):
    session.expire_all()
    return session.get_one(Message, message.id)


def test_an_sms_reaches_its_number_in_the_language_of_the_reader_without_a_name(session, with_settings, gateway, text):
    message = text()
    deliver_sms(
        with_settings(
            sms_url=gateway.url, sms_body=JSON, sms_headers='{"Authorization": "Bearer s3cret"}', sms_success="$.id"
        )
    )

    (sent,) = gateway.sent
    assert (sent["method"], sent["to"], sent["id"], sent["from"]) == ("POST", "+77010000001", str(message.id), "Bitim")
    assert sent["text"] == "Bitim: өтініш туралы жаңалық бар. https://bitim.example/status?lang=kk"
    headers = sent["headers"]
    assert (headers["Authorization"], headers["Idempotency-Key"]) == ("Bearer s3cret", str(message.id))
    assert headers["Content-Type"] == "application/json"
    assert (again(session, message).status, again(session, message).tries) == (Delivery.SENT, 1)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("url", "body", "method"),
    [
        ("/send?key=k%20k", "to={digits}&text={text}&id={id}", "POST"),
        ("/send?to={digits}&text={text}&id={id}", "", "GET"),
    ],
)
def test_a_form_and_a_bare_address_carry_hostile_words_as_they_are(
    session, with_settings, gateway, text, url, body, method
):
    number = 'a&id=1{id}\n"%00Ә+ '
    text(tidings=Tidings(MessageKind.REQUEST_REGISTERED, "Кабинет", "", facts={"number": number}), language=Language.RU)
    deliver_sms(with_settings(sms_url=gateway.url.replace("/send", url), sms_body=body))

    (sent,) = gateway.sent
    assert (sent["method"], sent["path"], sent["to"]) == (method, "/send", "77010000001")
    assert sent["text"] == 'Bitim: обращение принято, № a&id=1{id} "%00Ә+ .'
    assert sent["id"] == str(session.exec(select(Message.id)).one())


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((500, b"oops"), "the gateway answered 500"),
        ((200, b'{"result": {"status": "error", "to": "+77010000001"}}'),
         "the gateway answered 200, but $.result.status is error"),
        ((200, b"<html>Bitim: +77010000001</html>"), "the gateway answered 200, but without $.result.status"),
        ((429, b""), "the gateway answered 429"),
        ((401, b""), "the gateway answered 401"),
        ((400, b'{"error": "no such number"}'), "the gateway answered 400"),
        ("redirects", "the gateway answered 307"),
        ("hangs", "no answer: RemoteDisconnected"),
        ("closes", "no answer: RemoteDisconnected"),
        ("drips", "the gateway answered 200, but without $.result.status"),
        ("floods", "the gateway answered 200, but without $.result.status"),
    ],
)  # fmt: skip
def test_whatever_is_no_acknowledgement_leads_to_a_later_try_under_the_same_name(
    session, working, gateway, text, answer, problem
):
    message = text()
    gateway.answer = answer
    began = time.monotonic()
    deliver_sms(working)
    deliver_sms(working)

    assert time.monotonic() - began < 5
    kept = again(session, message)
    assert (kept.status, kept.tries, len(gateway.sent)) == (Delivery.WAITING, 1, 1)
    late = (
        {"no answer: RemoteDisconnected"} if answer == "drips" else set()
    )  # a busy machine may not have the head in time
    assert (
        kept.problem.replace("TimeoutError", "RemoteDisconnected") in {problem} | late
    )  # of two watches one is the first
    assert "/elsewhere" not in [sent["path"] for sent in gateway.sent]

    gateway.answer = (200, b'{"result": {"status": "queued"}}')
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        deliver_sms(working)
        deliver_sms(working)
    assert again(session, message).status is Delivery.SENT
    assert [sent["id"] for sent in gateway.sent] == [str(message.id)] * 2


@pytest.mark.database("sqlite")
def test_an_acknowledged_message_is_never_sent_again_and_each_is_sent_once(session, working, gateway, text):
    messages = [text(f"+7701000{number:04}") for number in range(25)]
    deliver_sms(working)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        deliver_sms(working)

    assert sorted(sent["id"] for sent in gateway.sent) == sorted(str(message.id) for message in messages)


def test_a_gateway_that_never_takes_is_tried_with_growing_pauses_for_three_days(session, working, gateway, text):
    message, now, waits = text(), clock.now(), []
    gateway.answer = (503, b"")
    while again(session, message).status is Delivery.WAITING:
        with time_machine.travel(now, tick=False):
            deliver_sms(working)
            waits.append(again(session, message).next_try_at - now)
        now = again(session, message).next_try_at

    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (5, 15, 45, 135)]
    assert timedelta(days=2) < sum(waits[:-1], timedelta()) < timedelta(days=3)
    assert (again(session, message).status, len(gateway.sent)) == (Delivery.FAILED, 10)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "number", ["", "112", "87010000001", "+7701 000 0001", "+77010000001\r\nX: y", "+0701000000", "+" + "7" * 16, "<b>"]
)
def test_what_is_no_phone_number_ends_at_once_and_keeps_nobody_waiting(session, working, gateway, text, number):
    broken, fine = text(number), text()
    deliver_sms(working)

    assert (again(session, broken).status, again(session, broken).problem) == (
        Delivery.FAILED,
        "this is no phone number",
    )
    assert again(session, fine).status is Delivery.SENT
    assert [sent["id"] for sent in gateway.sent] == [str(fine.id)]


@pytest.mark.database("sqlite")
def test_an_ill_gateway_costs_one_message_a_try_and_the_mails_go_out(
    session, working, gateway, with_settings, inbox, text
):
    messages = [text(), text(), text()]
    account = make.account_for(session)
    account.email = "saule@example.kz"
    assert account.person_id is not None
    notify(session, account.person_id, "case_offered", number="1", answer_by=date(2022, 6, 3))
    session.commit()
    gateway.answer = "hangs"
    deliver_sms(working)
    deliver_mail(with_settings(smtp_url=inbox.url))

    assert [again(session, message).tries for message in messages] == [1, 0, 0]
    assert len(inbox.mails) == 1


@pytest.mark.database("sqlite")
def test_while_the_gateway_is_away_no_try_is_counted_and_the_demo_sends_nothing(
    session, working, with_settings, gateway, text
):
    message = text()
    deliver_sms(with_settings(sms_url=f"http://127.0.0.1:{free_port()}/send", sms_body=JSON))
    deliver_sms(with_settings(sms_url=gateway.url, sms_body=JSON, mode=Mode.DEMO))
    deliver_sms(with_settings(sms_url=""))

    assert (again(session, message).status, again(session, message).tries, gateway.sent) == (Delivery.WAITING, 0, [])


@pytest.mark.database("sqlite")
def test_a_code_that_does_not_open_and_a_setting_that_is_none_keep_nobody_waiting(
    session, working, with_settings, gateway, text
):
    closed, fine = text(), text()
    closed.code_sealed = b"nothing that any key opens"
    session.commit()
    deliver_sms(with_settings(sms_url="gateway.example"))
    deliver_sms(working)

    assert (again(session, closed).status, again(session, closed).problem) == (
        Delivery.WAITING, "its code does not open: a field key is missing",
    )  # fmt: skip
    assert [sent["id"] for sent in gateway.sent] == [str(fine.id)]


def test_nothing_is_sent_of_what_was_rolled_back(session, working, gateway, text):
    kept = text()
    with session.begin_nested() as change:
        tell(session, None, NEWS, reach=Reach(Channel.SMS, "+77010000002", Language.RU), asked=True)
        change.rollback()
    session.commit()
    deliver_sms(working)

    assert [sent["id"] for sent in gateway.sent] == [str(kept.id)]


@pytest.fixture
def certificate(tmp_path):
    """A file with a key and a certificate of its own for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gateway")]), clock.now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "gateway.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)
    )
    return file


@pytest.mark.database("sqlite")
def test_a_gateway_whose_certificate_nobody_trusts_gets_nothing(session, with_settings, certificate, text, monkeypatch):
    monkeypatch.setattr(texting, "PAUSE", 0.0)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    gateway, message = SmsGateway(tls), text()
    try:
        deliver_sms(with_settings(sms_url=gateway.url, sms_body=JSON))
        assert (gateway.sent, again(session, message).tries) == ([], 0)
        monkeypatch.setattr(gateways, "trusted", lambda: ssl.create_default_context(cafile=certificate))
        deliver_sms(with_settings(sms_url=gateway.url, sms_body=JSON))
        assert [sent["id"] for sent in gateway.sent] == [str(message.id)]
    finally:
        gateway.close()


# --- the settings --------------------------------------------------------------------------------------------------------


@pytest.mark.database("sqlite")
def test_the_gateway_is_greeted_without_a_message(working, gateway):
    assert greet(working.settings) == gateway.url.removeprefix("http://").removesuffix("/send")
    assert gateway.sent == []


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"sms_url": "http://gateway.example/send"}, "looks like https://"),
        ({"sms_url": "ftp://gateway.example/send"}, "looks like https://"),
        ({"sms_url": "https://"}, "looks like https://"),
        ({"sms_url": "https://gateway.example:port/"}, "looks like https://"),
        ({"sms_url": "https://gateway.example/a b"}, "looks like https://"),
        ({"sms_url": "https://gateway.example/ә"}, "looks like https://"),
        ({"sms_body": '{"to": "{to}"}'}, "is JSON or a form with"),
        ({"sms_body": '{"to": "{to}", "text": {text}}'}, "is JSON or a form with"),
        ({"sms_body": ""}, "is JSON or a form with"),
        ({"sms_headers": "Bearer s3cret"}, 'is JSON: {"Authorization"'),
        ({"sms_headers": '{"A": "b\\r\\nX: y"}'}, 'is JSON: {"Authorization"'),
        ({"sms_headers": '{"A b": "c"}'}, 'is JSON: {"Authorization"'),
        ({"sms_success": "$"}, r"SMS_SUCCESS is a text"),
        ({"sms_success": "$..a"}, r"SMS_SUCCESS is a text"),
    ],
)
def test_a_setting_that_is_none_says_what_one_looks_like(with_settings, settings, says):
    fine = {"sms_url": "https://gateway.example/send", "sms_body": JSON}
    with pytest.raises(Misconfigured, match=says):
        Gateway.of(with_settings(**fine | settings).settings)


@pytest.mark.database("sqlite")
def test_a_password_in_the_address_becomes_a_header_and_no_secret_is_said(with_settings):
    made = Gateway.of(with_settings(sms_url="https://bitim:p%40ss@gateway.example:8443/send", sms_body=JSON).settings)

    assert (made.host, made.port, made.headers["Host"]) == ("gateway.example", 8443, "gateway.example:8443")
    assert made.headers["Authorization"] == "Basic Yml0aW06cEBzcw=="
    assert "Yml0" not in repr(made)
