"""The menu of commands that Telegram's app shows."""

from zoneinfo import ZoneInfo

from alerts.network.town import Network
from bot.lines.factory import menu
from locales.commands import commands, name_in

MENU = {
    "en": [
        ("start", "Who we are, or join with an invitation"),
        ("report", "Tell us what you see"),
        ("help", "What this bot can do"),
        ("language", "Change your language"),
        ("towns", "Choose your towns"),
        ("join", "Ask to join the network"),
        ("leave", "Leave a town"),
        ("status", "Your towns and roles here"),
        ("privacy", "What we keep, why and for how long"),
        ("rights", "Your rights if agents come"),
        ("stop", "Stop receiving messages"),
        ("desk", "For dispatchers: open reports"),
        ("link", "Connect your Telegram and your Signal"),
        ("cancel", "Cancel what you are doing"),
        ("invite", "For coordinators: invite somebody"),
    ],
    "es": [
        ("inicio", "Quiénes somos, o entrar con invitación"),
        ("reportar", "Díganos lo que ve"),
        ("ayuda", "Qué puede hacer este bot"),
        ("idioma", "Cambiar de idioma"),
        ("pueblos", "Elegir de qué pueblos recibe alertas"),
        ("unirme", "Pedir entrar a la red"),
        ("salir", "Dejar un pueblo"),
        ("estado", "Qué alertas recibe y qué hace en la red"),
        ("privacidad", "Qué guardamos, por qué y cuánto tiempo"),
        ("derechos", "Sus derechos si llegan agentes"),
        ("alto", "Dejar de recibir mensajes"),
        ("mesa", "Para la mesa: reportes abiertos"),
        ("vincular", "Vincular su Telegram y su Signal"),
        ("cancelar", "Cancelar lo que está haciendo"),
        ("invitar", "Para quien coordina: invitar a alguien"),
    ],
}
NETWORK = Network(name="Valley", languages=("en", "es"), zone=ZoneInfo("America/New_York"), towns=())


def test_each_language_has_its_own_names_and_descriptions_in_one_order() -> None:
    shown = menu(NETWORK)
    for language, standing in MENU.items():
        assert [entry for entry in shown[language] if entry in standing] == standing
    assert list(menu(NETWORK)) == ["en", "es"]


def test_every_command_is_in_the_menu() -> None:
    assert sorted(name for name, _ in menu(NETWORK)["en"]) == sorted(name_in(command, "en") for command in commands())
