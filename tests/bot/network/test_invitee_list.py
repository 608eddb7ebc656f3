"""An operator's list of people: what is forgiven, and each fault by line and column."""

from zoneinfo import ZoneInfo

import pytest

from alerts.network.town import Network, Town
from alerts.people.person import Role
from bot.network.invitee_list import MOST_ROWS, InviteeList, ListDefaults, read_invitees

HOLYOKE = Town(id=2, name="Holyoke", point=(42.204, -72.616))
VALLEY = Network(
    name="Valley",
    languages=("en", "es"),
    zone=ZoneInfo("America/New_York"),
    towns=(Town(id=1, name="Northampton", point=(42.325, -72.641), also=("Hamp",)), HOLYOKE),
)


def _read(text: str, town: Town | None = None, role: Role = Role.SUBSCRIBER) -> InviteeList:
    return read_invitees(text, VALLEY, ListDefaults(town=town, role=role))


def _rows(found: InviteeList) -> list[tuple[str, int, Role, str]]:
    return [(one.invitee.label, one.invitee.town_id, one.invitee.role, one.language) for one in found.people]


EXPECTED = [("María", 1, Role.MEMBER, "es"), ("Ben O'Neil", 2, Role.SUBSCRIBER, "en")]


@pytest.mark.parametrize(
    "text",
    [
        "name,town,role,language\nMaría,Northampton,member,Spanish\nBen O'Neil,Holyoke,subscriber,en\n",
        "Nombre;Pueblo;Función;Idioma\r\nMaría;hamp;miembro;español\r\nBen O'Neil;HOLYOKE;;inglés\r\n",
        "sep=;\nnombre completo;ciudad;rol;lengua\nMaría;Northampton, MA;Miembro;es\nBen O'Neil;Holyoke;vecino;en\n",
        "\n \nLang\tRole\tTown\tName\n\nes\tMEMBER\tNorthampton\t  María \n\t\t\t\nen\tneighbor\tHolyoke\tBen O'Neil",
        '"Name","City","Role","Lang"\n"María","Northampton","members","es"\n"Ben\nO\'Neil","Holyoke","",""\n',
    ],
)
def test_lists_as_people_save_them_read_the_same(text: str) -> None:
    found = _read(text)
    assert [str(one) for one in found.faults] == []
    assert _rows(found) == EXPECTED


def test_what_rows_leave_open_holds_for_all_of_them() -> None:
    found = _read("name\nAna\nEva\n", HOLYOKE, Role.MEMBER)
    assert _rows(found) == [("Ana", 2, Role.MEMBER, "en"), ("Eva", 2, Role.MEMBER, "en")]


def test_every_fault_is_named_by_line_and_column() -> None:
    found = _read(
        "Town,Name,Rol,Idioma\n"
        "Northamton,Ana,member,en\n"
        "Northampton,,member,en\n"
        "\n"
        "Boston,Eva,chief,fr\n"
        f"Holyoke,{'x' * 61},dispatcher,es\n"
        "Holyoke,Luz,coordinador,es\n"
        "Holyoke,Tom,committee,es\n"
        ",Ina,,\n"
        "Holyoke,Uma,member,en,surplus\n"
        "holyoke,uma,subscriber,en\n"
    )
    said = [str(one) for one in found.faults]
    assert [one.partition(":")[0] for one in said] == [
        "line 2, column Town (A)",
        "line 3, column Name (B)",
        "line 5, column Town (A)",
        "line 5, column Rol (C)",
        "line 5, column Idioma (D)",
        "line 6, column Name (B)",
        "line 6, column Rol (C)",
        "line 7, column Rol (C)",
        "line 8, column Rol (C)",
        "line 9, column Town (A)",
        "line 10",
        "line 11, column Rol (C)",
    ]
    assert said[0].endswith("is it Northampton?")
    assert "rebato invite --role dispatcher" in said[6]
    assert "/invite" in said[7]
    assert "/committee" in said[8]
    assert "--town" in said[9]
    assert "line 10" in said[11], "where the other one of that label stands"


def test_whoever_stands_there_twice_gets_one_invitation_and_that_is_said() -> None:
    found = _read("name,town\nAna,Holyoke\nANA , holyoke\nAna,Northampton\n")
    assert [(label, town) for label, town, *_ in _rows(found)] == [("Ana", 2), ("Ana", 1)]
    [note] = found.notes
    assert note.startswith("line 3 says the same as line 2")


def test_columns_that_are_not_read_are_named() -> None:
    [note] = _read("name,phone,town,notes\nAna,413-555-0101,Holyoke,no car\n").notes
    assert note.startswith("not read: phone, notes.")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "names nobody"),
        ("name,town\n", "names nobody"),
        ("Ana,Holyoke\nEva,Holyoke\n", "names no column of names"),
        ("name,nombre,town\nAna,Ana,Holyoke\n", "means the same"),
        ('name,town\n"Ana,Holyoke\nEva,Holyoke\n', "line 2: a quotation mark is not closed"),
        ("name,town\n" + "Ana,Holyoke\n" * (MOST_ROWS + 1), f"line {MOST_ROWS + 2}: is row {MOST_ROWS + 1}"),
    ],
)
def test_what_is_no_list_is_refused(text: str, fault: str) -> None:
    found = _read(text)
    assert len(found.faults) == 1
    assert fault in str(found.faults[0])


def test_a_label_cannot_draw_on_a_terminal_and_a_fault_shows_no_more_than_a_piece() -> None:
    assert _rows(_read("name,town\nA\x1b[2Jna\x07,Holyoke\n"))[0][0] == "A [2Jna"
    [fault] = _read(f"name,town\nAna,{'x' * 500}\n").faults
    assert len(str(fault)) < 140
