"""The words of places in English, Spanish, Portuguese and Haitian Creole, without accents.

What joins the streets of a corner, what they are called, what counts, what tells nothing. One table for all languages,
since places are compared across them, deep in the use cases. What leads to a place or ends one in a message is read by
language (locales/recognition, sections where_...).
"""


def _table(lines: str) -> dict[str, str]:
    """Map every word of a line to the line's first one."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {word: row[0] for row in rows for word in row}


CONNECTORS = frozenset("y and con x n e com ak avec und".split())
"""What stands between the streets of a corner."""
JOINING_SIGNS = frozenset("&/+@")
BEHIND_JOINS = frozenset("la el las los the a o las calle rua esquina corner".split())
"""Little words that may stand behind a connector; before another, as in "Big Y on King", it is a letter of a name."""

STREETS = _table(
    """
    street st str
    avenue ave avenida av avni
    road rd camino estrada wout
    boulevard blvd bulevar boulevar
    drive dr
    lane ln
    route rt rte ruta rota highway hwy carretera autopista rodovia us ma interstate i otowout autoroute
    court ct
    place pl
    terrace ter terr
    way
    circle cir
    parkway pkwy
    turnpike tpke pike
    square sq
    """
)
"""What a street is called; "calle" and "rua" are said of them all, so they tell nothing."""
ANY_STREET = frozenset("calle rua ri lari c".split())
NUMBERED = frozenset("wout route rt rte ruta rota highway hwy carretera autopista rodovia us ma interstate i".split())
"""Roads that a number may follow."""
SHOPS_BY_NUMBER = frozenset({("7", "eleven"), ("5", "guys"), ("5", "below"), ("99", "restaurant"), ("24", "hour")})
"""Names that begin with a number, which is no house's."""

DIRECTIONS = _table(
    """
    north n norte no. nb northbound
    south s sur sul sb southbound
    east e este leste eb eastbound
    west w oeste wb westbound
    """
)

_COUNTED = """
    first primera primer primero primeira primeiro premye
    second segunda segundo dezyem
    third tercera tercer tercero terceira terceiro twazyem
    fourth cuarta cuarto quarta quarto katryem
    fifth quinta quinto senkyem
    sixth sexta sexto sizyem
    seventh septima septimo setima setimo setyem
    eighth octava octavo oitava oitavo wityem
    ninth novena noveno nona nono nevyem
    tenth decima decimo dizyem
    eleventh undecima
    twelfth duodecima
    thirteenth
    fourteenth
    fifteenth
    sixteenth
    seventeenth
    eighteenth
    nineteenth
    twentieth
"""
_COUNTS = """
    one uno um youn
    dos two dois duas
    tres three twa
    cuatro four quatro kat
    cinco five senk
    seis six sis
    siete seven sete
    ocho eight oito
    nueve nine nove
    diez ten dez
    once eleven onze
    doce twelve doze
    trece thirteen treze
    catorce fourteen quatorze
    quince fifteen quinze
    dieciseis sixteen dezesseis
    diecisiete seventeen dezessete
    dieciocho eighteen dezoito
    diecinueve nineteen dezenove
    veinte twenty vinte
    veintiuno veintiun
    veintidos
    veintitres
    veinticuatro
    veinticinco
    veintiseis
    veintisiete
    veintiocho
    veintinueve
    treinta thirty trinta
"""


def _numbers(lines: str) -> dict[str, str]:
    """Map every word to the number of its line."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {word: str(number) for number, row in enumerate(rows, start=1) for word in row}


ORDINALS = _numbers(_COUNTED)
"""What is said of streets and floors: "tercera"."""
NUMBERS = ORDINALS | {word: number for word, number in _numbers(_COUNTS).items() if number != "1"}
"""All by which people call streets that are counted, and roads: "calle cinco"; never "one", which is everywhere."""

SHORT = _table(
    """
    fort ft
    mount mt
    center ctr
    memorial mem
    massachusetts mass
    commonwealth comm
    washington wash
    saint santo santa san sen
    donuts donut
    pricerite praisrai praisrait
    walmart walmar guolmar
    target tarye tarjet
    costco cosco
    wendys wendis guendis guendys
    popeyes popais
    salvation salveishon salveshon
    cumberland cumberlan
    cvs sivies
    lowes lous lows
    kfc kentucky
    kmart keymart
    train tren trem
    chestnut chesno chesnot
    dickinson dick
    ctown citaun sitaun
    assembly asamblea assembleia
    holy santisima
    trinity trinidad trindade
    baptist bautista batista
    pentecostal pentecostes
    brazilian brasileira brasileiro brasilena brasileno brasilera brezilyen
    mexican mexicana mexicano
    hispanic hispana hispano
    russian rusa ruso russa russo
    polish polaca polaco polonesa
    chinese china chino chines
    thai tailandes tailandesa
    baptist bautista batista batis
    pentecostal pantkotis pentecostes
    catholic catolica catolico katolik
    community comunitario comunitaria
    depot dipo dipot homdipo jomdipo jomdipot jondipo homedepot homedipo jomdepot jomdepo
    tomato tomate tomates tomatoes
    tobacco tabaco taba
    apple manzana manzanas apples maca
    potato papas papa potatoes
    mushroom mushrooms hongos champinones
    strawberry fresa fresas strawberries morangos
    corn maiz milho mayi
    flowers flores
    paper papel carton cardboard
    furniture muebles moveis
    meat carne vyann
    chicken pollo frango
    fish pescado peixe pwason
    bread pan pao
    joseph jose josephs
    john juan joao johns
    mary maria marys
    michael miguel michel michaels
    paul pablo paulo pauls
    peter pedro pierre peters
    patrick patricio patricks
    james santiago jaime
    anthony antonio anthonys
    francis francisco
    luke lucas lukes
    matthew mateo mateus
    theresa teresa
    anne ana annes
    sacred sagrado sagrada
    heart corazon coracao
    lady senora
    grace gracia graca
    god dios deus
    assembly asamblea assembleia
    christ cristo
    new nueva nuevo nova novo nouvo
    old viejo vieja velho velha vye
    big grande gran gwo
    small chico chica pequeno pequena ti
    red rojo roja rojos rojas vermelho vermelha wouj
    blue azul azules ble
    green verde verdes vet
    yellow amarillo amarilla amarillos amarillas amarelo amarela jon
    white blanco blanca blancos blancas branco branca blan
    black negro negra preto preta nwa
    brick ladrillo ladrillos tijolo
    mcdonalds macdonalds mcdonald macdonald
    dunkin dunks donkin
    walmart gualmar walmar
    """
)
"""Words of names that are cut short, or said in another language."""

LITTLE = frozenset(
    """entrance entrada
    a al an at behind by c calle cerca corner cruce de del el en enfrente entre esq esquina fuera afuera in inside
    intersection junto la las lo los mi mis my near of on our out outside por su that the this their to un una
    with lado there alla aqui here d rua o os as um uma no na nos nas em ao do da dos das pelo pela perto atras dl x
    detras frente antes despues depois before after past off from across next front opposite beside between along
    around into toward towards yon lan nan sou bo deye devan anfas kwen kote pre toupre ri hasta hacia para pal pa
    under debajo abajo underneath
    rumbo pasando saliendo bajando subiendo donde where right just over down up going heading turning turned w es
    esta estan que q is one se it its dentro adentro arriba abajo side left street""".split()
)
"""What stands around a name and tells nothing."""
