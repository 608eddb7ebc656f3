"""Where a message says that something is: town, places, point. Towns, streets and shops are of a made-up valley."""

import pytest

from alerts.network.region import Region
from alerts.network.town import Town
from alerts.network.town_reading import TownBasis
from alerts.places.place import Place, area
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.phrases import SaidText
from alerts.understanding.where import WhereReading, read_where
from locales.recognition.word_lists import word_lists

LEXICON = Lexicon(word_lists())
REGION = Region(
    towns=(
        Town(id=1, name="Marbridge", point=(44.0, -70.0)),
        Town(id=2, name="West Marbridge", point=(44.0, -70.06)),
        Town(id=3, name="Tillerton", point=(44.2, -70.0)),
    ),
    outside=(Town(id=4, name="Ostwick", point=(44.1, -70.1)),),
    elsewhere=("Farnham", "Lincoln"),
    shared_names=frozenset({"Lincoln"}),
    villages={"Upper Falls": "Marbridge"},
    nicknames={"the bridge city": "Marbridge", "westie": "West Marbridge", "gotham": "Gotham"},
)


def read(text: str, *, home: str = "", asked: bool = False, point: tuple[float, float] | None = None) -> WhereReading:
    return read_where(SaidText.of(text, LEXICON), REGION, home_town=home, asked=asked, point=point)


def town(text: str, *, home: str = "", point: tuple[float, float] | None = None) -> str:
    found = read(text, home=home, point=point).town
    match found.basis:
        case TownBasis.UNKNOWN:
            return "ask"
        case TownBasis.OUTSIDE:
            return f"outside:{found.name}"
        case _:
            return found.name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # Corners, as people join them.
        ("two vans at Alder & 3rd", "Alder & 3rd"),
        ("ice at the corner of alder and grove", "at the corner of alder and grove"),
        ("hay migra en la Alder con Grove", "la Alder con Grove"),
        ("migra x la Alder y Grove", "x la Alder y Grove"),
        ("mwen wè yo nan kwen Alder ak Grove", "nan kwen Alder ak Grove"),
        ("imigração na esquina da Alder com a Grove", "na esquina da Alder com a Grove"),
        ("la migra anda por la tercera con Alder", "la tercera con Alder"),
        # Shops, schools, farms, homes, stops.
        (
            "agents inside the Quikmart across from Adams middle school",
            "inside the Quikmart across from Adams middle school",
        ),
        ("la migra está enfrente de la panadería Luz de la Grove", "enfrente de la panadería Luz de la Grove"),
        ("3 agents in the parking lot of the Stop & Shop", "the parking lot of the Stop & Shop"),
        ("se bajaron tres x el Big Y de la Grove ya entraron", "x el Big Y de la Grove"),
        ("ICE at Big Y.", "Big Y"),
        ("redada en la finca de manzanas por la Grove road", "la finca de manzanas por la Grove road"),
        ("están en los apartamentos Brisas tocando puertas", "los apartamentos Brisas"),
        ("ICE in the trailer park off Grove rd", "the trailer park off Grove rd"),
        ("agentes en la parada del bus de la Grove frente al YMCA", "la parada del bus de la Grove frente al YMCA"),
        ("gen ajan devan lekòl Adams la sou Grove Street", "devan lekòl Adams la sou Grove Street"),
        ("tem viatura no estacionamento do Quikmart", "estacionamento do Quikmart"),
        ("agents in the lobby of the Grandview", "the Grandview"),
        ("2 guys at the river valley co op", "the river valley co op"),
        ("ice at the mill valley apartments", "the mill valley apartments"),
        ("ICE at Los Robles trailer park", "Los Robles trailer park"),
        ("ice at the loading dock behind Grove hall", "the loading dock behind Grove hall"),
        ("agents by the farm stand on Alder Rd", "by the farm stand on Alder Rd"),
        ("2 vans at the 395 rotary", "the 395 rotary"),
        ("they are behind the hospital", "behind the hospital"),
        ("agentes en la fábrica de papel", "la fábrica de papel"),
        # Roads, exits, miles.
        ("checkpoint at exit 12 off 95", "exit 12 off 95"),
        ("hay reten en la milla 9 de la 95 norte", "la milla 9 de la 95 norte"),
        ("parando carro na saída 12 da 95", "saída 12 da 95"),
        ("pulled over at mile marker 3 on 395 south", "mile marker 3 on 395 south"),
        ("me pararon en la ruta cinco por donde está el motel seis", "la ruta cinco por donde está el motel seis"),
        ("they stopped me on 116", "on 116"),
        # Streets, however they are written.
        ("ICE en la High", "la High"),
        ("agents on alder", "alder"),
        ("calle Front al lado de la iglesia hay migra", "calle Front al lado de la iglesia"),
        ("ICE knocking on doors at 214 Alder apt 3B", "214 Alder"),
        ("tão na rua Alder 61, minha porta", "rua Alder 61"),
        # Where the village or the neighbourhood is not a town, it stays.
        ("frente al Quikmart de Lakeside Flats", "frente al Quikmart de Lakeside Flats"),
        # Moving: one way, in the order of telling.
        ("iban por la Alder ahora doblaron a la Grove", "la Alder doblaron a la Grove"),
        ("white van heading up Alder toward Grove... now turning on Pine", "Alder toward Grove turning on Pine"),
        ("update they left Alder, now at the gas station on Grove st", "the gas station on Grove st"),
        # What was wrong is not it.
        ("no no la Alder, its Pine con Grove", "Pine con Grove"),
        ("its Alder st not Adler st", "Alder st"),
        ("padon se pa Alder se Grove", "Grove"),
        ("não é na Pine, é na Alder", "Alder"),
        ("wrong street, it's Walnut", "Walnut"),
        ("me equivoque, la calle es Jackson", "Jackson"),
        # Persons and things stand around it.
        ("en casa de los Rosado en la Pine", "la Pine"),
        ("yo kay Wideline sou Maple", "Maple"),
        ("they are at Lupita's house on Elm st", "Elm st"),
        ("están en la casa de mi vecina Rosaura en la Alder st", "la Alder st"),
        ("black suv plate 7KX921 keeps circling Alder Village", "Alder Village"),
        ("they took my cousin Beto outside the probation office", "outside the probation office"),
        # Said as people move, correct themselves and point.
        ("no es aqui, es en tillerton alder con grove, 2 vans", "alder con grove"),
        ("no en marbridge, en tillerton, en la conz", "la conz"),
        ("autocorrect. Alder not elder", "Alder"),
        ("ya no estan en la alder se movieron pa la grove con conz", "la grove con conz"),
        ("vi la migra ahi en la calle alder", "la calle alder"),
        ("at the lumber yard on aldr st tillerton 2 vans", "the lumber yard on aldr st"),
        ("tahoes on grove st by the big y tillerton", "grove st by the big y"),
        ("Local 404 here. HSI at the dock, Valley Cold Storage on Alder St", "Valley Cold Storage on Alder St"),
        ("2 agents outside the student union at umass", "outside the student union at umass"),
        ("91 north at exit 25", "91 north at exit 25"),
        ("estan parando carros en la salida 15 del 91 cuidado", "la salida 15 del 91"),
        ("migra en la parada d guagua d la Grove", "la parada d guagua d la Grove"),
        ("ICE by the pub on east alder st 3 unmarked suvs", "by the pub on east alder st"),
        ("me esposan x grabar, en la esquina de alder y grove", "en la esquina de alder y grove"),
        ("se llevaron a mi compa el Chino en la Alder", "la Alder"),
        ("rolling green apts", "rolling green apts"),
        ("sorry wrong street its walnut not alder", "walnut"),
        ("la migra en la escuela kelly", "la escuela kelly"),
        ("ya subieron al Flaco en la Alder", "la Alder"),
        ("agarraron al chino y al Toño en la parada d la Alder", "la parada d la Alder"),
        ("they are on bay road", "bay road"),
        ("yo pran frè mwen Jackson nan garaj sou Alder Road", "garaj sou Alder Road"),
        ("wait i said exit 18 i meant exit 21", "exit 21"),
        ("perdon puse la Alder quise decir la Grove", "la Grove"),
        ("van stopped on 91 sur salida 25", "on 91 sur salida 25"),
        ("White & Orange, marbridge", "White & Orange"),
        ("Aldi, Boston Road", "Aldi Boston Road"),
        ("bò restoran an sou Alder Street", "bò restoran an sou Alder Street"),
        ("machin ICE devan makèt ki sou Alder Street", "devan makèt ki sou Alder Street"),
        ("wrong st, its Alder not Grove", "Alder"),
        ("its the corner of orange and dickinson", "the corner of orange and dickinson"),
        ("estan en mi puerta, Orange 145 tercer piso", "Orange 145"),
        ("ta por el parque Look", "por el parque Look"),
        ("estan en la Orange con White", "la Orange con White"),
        ("they put Rosa on the hood of the car on Alder st", "Alder st"),
        ("la migra en la 116 con Bay road", "la 116 con Bay road"),
        ("vivo en el 88 de la Walnut y estan aqui", "el 88 de la Walnut"),
        ("ICE at the nursing home on Alder st", "the nursing home on Alder st"),
        ("they just pulled up at the Days Inn by the rotary", "the Days Inn by the rotary"),
        ("ice walked my mechanic Radek out of the garage on Alder st", "the garage on Alder st"),
        ("on Alder rd marbridge and 3 guys w vests", "Alder rd"),
    ],
)
def test_the_place_is_found(text: str, place: str) -> None:
    assert read(text).places == (place,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🚨🚨",
        "help",
        "la migra esta aqui",
        "ICE is here please hurry",
        "tengo mucho miedo",
        "se llevaron a mi esposo Juan",
        "se llevaron a Pedro Ramirez y a su hijo",
        "levaram minha irmã Carla",
        "pran frè m nan, li rele Wilner",
        "they are at my door with a paper",
        "estan golpeando mi puerta y dicen que tienen una orden",
        "la migra esta en mi casa",
        "yo frape pòt mwen",
        "my boss says they are at work",
        "hay una redada en el trabajo",
        "en la puerta",
        "they have someone on the ground",
        "me tiraron al piso y me pusieron las esposas",
        "4 agents, 3 vans, vests and rifles",
        "5:30 this morning, around 6am, hace 40 minutos",
        "call me 413 555 0188",
        "not 5 vans, 3 vans",
        "they are in the parking lot of my building",
        "white van left toward the bridge",
        "dropped the kids and drove to school",
        "my boss got a letter from the gas company guys",
        "casa de Lupita Morales",
        "en casa de doña Carmen",
        "they are at Lupita's house",
    ],
)
@pytest.mark.parametrize("asked", [False, True])
def test_what_is_no_place_is_none(text: str, asked: bool) -> None:
    assert read(text, asked=asked).places == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("alder n grove", "alder n grove"),
        ("88 Alder", "88 Alder"),
        ("apt 4, 120 Alder street", "120 Alder street"),
        ("clemente", "clemente"),
        ("la Alder", "la Alder"),
        ("escuela Adams", "escuela Adams"),
        ("farnham woods, near the office", "farnham woods near the office"),
        ("Marbridge. the big brick building on alder", "the big brick building on alder"),
        ("en el trabajo, la lecheria de la Grove rd", "la lecheria de la Grove rd"),
        ("rua Alder perto da escola", "rua Alder perto da escola"),
        ("dèyè Quikmart la", "dèyè Quikmart"),
    ],
)
def test_an_answer_to_where_may_be_a_bare_line(text: str, place: str) -> None:
    assert read(text, asked=True).places == (place,)


@pytest.mark.parametrize(
    "text",
    ["no puedo hablar", "no sé", "no se la direccion es mi primer dia", "ya vengan rapido no tardan", "my house"],
)
def test_an_answer_that_is_no_place_is_none(text: str) -> None:
    assert read(text, asked=True).places == ()


@pytest.mark.parametrize(
    "text",
    ["Disneyland", "the moon lol", "trump", "your moms house", "tu casa", "la casa de tu madre", "asdfgh", "huh"],
)
def test_nobody_is_sent_where_a_joke_says(text: str) -> None:
    assert read(text, asked=True).places == ()


@pytest.mark.parametrize("text", ["bakery La Luna", "Mars St", "Property St", "Werther's"])
def test_what_resembles_a_joke_is_a_place(text: str) -> None:
    assert read(text, asked=True).places == (text,)


def test_another_place_is_kept_beside_the_first_in_their_order() -> None:
    assert read("2 vans en la Alder y otro carro por el Quikmart").places == ("la Alder", "por el Quikmart")


@pytest.mark.parametrize("text", ["wait i said exit 18 i meant 21", "exit 18. i mean 21, sorry"])
def test_a_number_put_right_without_what_it_is_of_leaves_no_wrong_place(text: str) -> None:
    assert read(text).places == ()


def test_and_in_leads_to_another_place() -> None:
    assert read("hay en la Walnut frente al laundromat y en la Sargeant").places == (
        "la Walnut frente al laundromat",
        "la Sargeant",
    )


def test_more_of_them_elsewhere_are_another_place() -> None:
    found = read("dos agentes en la alder road frente al gimnasio y una van de ellos en el walmart de la grove")
    assert found.places == ("la alder road frente al gimnasio", "el walmart de la grove")


def test_where_somebody_works_is_one_of_many() -> None:
    assert read("llegaron al hotel donde limpio").places == ()


def test_a_loading_dock_alone_is_no_place_as_every_shop_has_one() -> None:
    assert read("they are at the loading dock").places == ()


def test_the_community_hears_no_door() -> None:
    reading = read("ICE in the apartments on Alder Rd building 12, im in 12F")
    assert reading.places == ("the apartments on Alder Rd building 12",)
    assert [area(Place(words=place)) for place in reading.places] == ["the apartments on Alder Rd"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("vans in marbridge!", "Marbridge"),
        ("ICE at the Quikmart in Upper Falls", "Marbridge"),
        ("en la Alder, upper falls", "Marbridge"),
        ("no es la Alder de tillerton, es la Alder de marbridge donde los molinos", "Marbridge"),
        ("ostwick ct, la Franklin ave enfrente de la panaderia", "outside:Ostwick"),
        ("rte 20 in west marbridge almost to the tillerton line", "West Marbridge"),
        ("rt 5 where west marbridge turns into tillerton", "ask"),
        ("Alder & Grove, MARBRIDGE", "Marbridge"),
        ("ICE on Alder st tillerton", "Tillerton"),
        ("en el Quikmart de tillerton", "Tillerton"),
        ("gen ICE nan Tillerton", "Tillerton"),
        ("imigração em West Marbridge", "West Marbridge"),
        ("ICE in w marbridge", "West Marbridge"),
        ("ICE in westmarbridge", "West Marbridge"),
        ("la migra en oeste marbridge", "West Marbridge"),
        ("vans on Alder, westie", "West Marbridge"),
        ("vans in the bridge city", "Marbridge"),
        ("vans in marbrige", "Marbridge"),
        ("vans in tilerton", "Tillerton"),
        ("vans in mrbrdge", "Marbridge"),
        ("здесь ICE, Тиллертон", "Tillerton"),
        ("at the Tillerton courthouse", "Tillerton"),
        ("in Tillerton, not in Marbridge", "Tillerton"),
        ("me equivoqué, es en tillerton no en marbridge", "Tillerton"),
        ("I put Marbridge but its TILLERTON", "Tillerton"),
        ("they came to Tillerton", "Tillerton"),
        ("my cousin from Marbridge says ICE is in Tillerton", "Tillerton"),
        ("ICE in Ostwick", "outside:Ostwick"),
        ("raid at the ostwick quikmart", "outside:Ostwick"),
        ("ICE in Farnham", "outside:Farnham"),
        ("andan en farnham ct", "outside:Farnham"),
        ("ICE at the mill, Farnham", "outside:Farnham"),
        ("ICE in Lincoln", "outside:Lincoln"),
        ("ICE on the Marbridge Tillerton line", "ask"),
        ("between Marbridge and Tillerton", "ask"),
        ("corner of Marbridge and Ostwick", "ask"),
        ("ICE at the Tillerton savings bank", "ask"),
        ("vans at the tillerton bank", "ask"),
        ("en el banco tillerton de la Alder", "ask"),
        ("migra en tillerton x la gasolinera", "Tillerton"),
        ("the pizzeria on Alder st n tillerton", "Tillerton"),
        ("on Alder Rd at the Marbridge/Tillerton line", "ask"),
        ("at the Tillerton line", "ask"),
        ("vans on Alder", "ask"),
        ("vans in gotham", "ask"),
    ],
)
def test_the_town_that_is_named(text: str, name: str) -> None:
    assert town(text) == name


def test_a_bank_called_after_ones_own_town_is_there() -> None:
    assert town("ICE at the Tillerton savings bank", home="Tillerton") == "Tillerton"


@pytest.mark.parametrize("text", ["by farnham woods, the 2nd entrance", "on farnham farms rd", "at Farnham Heights"])
def test_a_complex_or_a_road_that_is_called_after_a_far_town_is_not_there(text: str) -> None:
    assert town(text, home="Marbridge") == "Marbridge"


@pytest.mark.parametrize(
    "text",
    [
        "ICE at the Quikmart on Tillerton st",
        "migra en el Quikmart de la Tillerton",
        "están en la calle Tillerton",
        "na rua Tillerton",
        "Tillerton Rd by the mill",
        "corner of Alder and Tillerton",
        "en la 9 rumbo a Tillerton",
        "van heading toward Tillerton on Alder",
        "iban pal puente de Tillerton",
        "ICE outside Lincoln school",
        "vans on Upper Falls rd",
        "2 vehiculos en Lincoln y South Alder",
        "en la escola Farnham",
        "la llantera de la Lower Tillerton",
        "la Lincoln con Alder",
        "vans on Alder",
        "la migra esta aqui",
    ],
)
def test_a_street_a_direction_and_a_school_are_no_town(text: str) -> None:
    """So the writer's own is proposed."""
    assert town(text, home="Marbridge") == "Marbridge"
    assert read(text, home="Marbridge").town.basis is TownBasis.HOME
    assert town(text) == "ask"


def test_a_shop_that_may_be_called_after_the_next_town_is_asked_about() -> None:
    assert town("ICE at the tillerton bank", home="Marbridge") == "ask"
    assert town("ICE at the Farnham Quikmart", home="Marbridge") == "ask"
    assert town("ICE at the tillerton bank", home="Tillerton") == "Tillerton"


def test_a_bare_town_is_no_place() -> None:
    for text in ("ICE is in Marbridge", "Marbridge", "west marbridge!!"):
        assert read(text, asked=True).places == ()


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((44.01, -70.01), "Marbridge"),
        ((44.0, -70.05), "West Marbridge"),
        ((44.1, -70.09), "outside:Ostwick"),
        ((45.5, -70.0), "outside:"),
    ],
)
def test_without_a_name_the_nearest_town_is_it(point: tuple[float, float], name: str) -> None:
    assert town("agents here", point=point, home="Tillerton") == name
    assert town(f"{point[0]:.5f}, {point[1]:.5f} agents") == name


def test_a_name_decides_before_a_location_unless_they_contradict_each_other() -> None:
    assert town("in Marbridge", point=(44.0, -70.04)) == "Marbridge"
    assert town("in Tillerton", point=(44.0, -70.04)) == "ask"


def test_a_link_without_a_position_is_no_place_and_is_kept_for_the_desk() -> None:
    reading = read("aqui 👉 https://maps.app.goo.gl/Ab3dE5gH7")
    assert (reading.places, reading.point) == ((), None)
    assert reading.short_link == "https://maps.app.goo.gl/Ab3dE5gH7"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5_000,
        "at " * 2_000,
        "& & &",
        "<b>at</b>",
        "en en en",
        "\u202b\u200f",
        "y y y",
        "la " * 500,
        "1 2 3 4 " * 500,
    ],
)
def test_odd_texts_name_no_place(text: str) -> None:
    assert read(text).places == ()
    assert read(text, asked=True).places in ((), ("a" * 5_000,))
