"""The words of places in English and Spanish, without accents: what joins, what counts, what tells nothing."""


def _table(lines: str) -> dict[str, str]:
    """Map every word of a line to the line's first one."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {word: row[0] for row in rows for word in row}


CONNECTORS = ("y", "and", "con", "x")
"""What stands between the streets of a corner."""

PHRASES = (
    "in front of",
    "at the front of",
    "next to",
    "the corner of",
    "corner of",
    "esquina de",
    "esquina con",
    "al lado de",
    "al frente de",
    "enfrente de",
    "frente al?",
    "cerca del?",
    "detras del?",
    "atras del?",
    "afuera del?",
    "fuera del?",
    "junto al?",
    "parking lot",
    "parking",
)
"""How near: they tell no place from another. Regular expressions, longer before shorter."""

STREETS = _table(
    """
    street st
    avenue ave av avenida
    road rd camino
    boulevard blvd bulevar
    drive dr
    lane ln
    route rt rte ruta highway hwy carretera autopista
    court ct
    place pl
    terrace ter
    way
    circle cir
    parkway pkwy
    square sq
    """
)
"""What a street is called; "calle" is said of them all, so it tells nothing."""

DIRECTIONS = _table(
    """
    north n norte
    south s sur
    east e este
    west w oeste
    """
)

KINDS = _table(
    """
    church iglesia parroquia templo
    school escuela
    college colegio
    park parque
    farm farms finca fincas granja rancho ranch
    store tienda shop bodega
    market mercado supermarket supermercado
    mall mol
    plaza
    bank banco
    library biblioteca
    hospital
    clinic clinica
    laundromat lavanderia laundry
    restaurant restaurante
    bakery panaderia
    factory fabrica
    plant planta
    warehouse almacen
    gas gasolinera gasoline gasolina
    station estacion
    bus autobus buses
    train tren
    stop parada
    court corte courthouse juzgado tribunal
    jail carcel prison
    bridge puente
    cemetery cementerio
    apartments apartamentos building edificio
    house casa
    fields field campos campo
    garage taller
    hotel motel
    """
)
"""What there is more than one of in a town: "the school" alone is no place to join reports by."""

_ORDINALS = """
    first primera primer primero
    second segunda segundo dos two
    third tercera tercer tercero tres three
    fourth cuarta cuarto cuatro four
    fifth quinta quinto cinco five
    sixth sexta sexto seis six
    seventh septima septimo siete seven
    eighth octava octavo ocho eight
    ninth novena noveno nueve nine
    tenth decima decimo diez ten
    eleventh undecima once eleven
    twelfth duodecima doce twelve
    thirteenth trece thirteen
    fourteenth catorce fourteen
    fifteenth quince fifteen
    sixteenth dieciseis sixteen
    seventeenth diecisiete seventeen
    eighteenth dieciocho eighteen
    nineteenth diecinueve nineteen
    twentieth veinte twenty
"""
NUMBERS = {
    word: str(number) for number, line in enumerate(_ORDINALS.strip().splitlines(), start=1) for word in line.split()
}
"""Streets that are counted, as people say them."""

LITTLE = frozenset(
    """a al an at behind by c calle cerca corner cruce de del el en enfrente entre esq esquina fuera afuera in inside
    intersection junto la las lo los mi mis my near of on our out outside por su that the this their to un una with lado
    lot estacionamiento parqueadero there alla aqui here""".split()
)
"""What stands around a name and tells nothing."""
