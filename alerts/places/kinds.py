"""Words for kinds of places in English, Spanish, Portuguese and Haitian Creole, without accents.

There is more than one of each in a town: "the school" alone is no place to join reports by.
"""

KindPhrase = tuple[str, ...]
"""The words of one kind, as in ("gas", "station")."""

_LINES = """
church: iglesia, parroquia, templo, igreja, paroquia, legliz, chapel, capilla, capela, cathedral, catedral, parish
mosque: mezquita, mesquita, islamic center, synagogue, sinagoga, temple
school: vocational, vocational school, voc, voke, technical school, tech school, technical high school,
 vocational high school, vocacional, escuela vocacional, escuela,
 escuelita, escola, lekol, elementary school, elementary, middle school, high school, primaria,
 escuela primaria, secundaria, highschool, escola primaria, colegio
college: colegio, university, universidad, universidade, inivesite, campus, student union, campus center, dining hall,
 dorm, dorms, dormitory, faculdade, community college, kolej
daycare: day care, guarderia, creche, preschool, preescolar, head start, kindergarten, kinder, gadri
park: parque, pak, playground, parquecito, parquinho, plas
trailerpark: trailer park, trailer parks, parque de casas moviles, casas moviles, parque de trailers,
 mobile home park, parque de trailas, trailas, trailers, trailer, mobile homes, parque de trailer
house: casa, casas, houses, home, hogar, kay, lakay
farm: farms, finca, fincas, granja, granjas, rancho, ranch, fazenda, fem, jaden, campos, campo, fields
dairy: lecheria, dairy barn, dairy farm, barn, establo, granero, leiteria
nursery: vivero, viveros, greenhouse, greenhouses, invernadero, invernaderos, viveiro
orchard: orchards, huerta, huerto, pomar
field: fields, campo, campos, jaden yo
store: tienda, tiendita, loja, lojinha, shop, bodega, colmado, boutik, magazen, corner store, convenience store,
 deli, minimarket, abarrotes
market: mercado, mercadito, supermarket, supermercado, grocery, grocery store, groceries, mache, maket, carniceria,
 co op, coop
mall: mol, centro comercial, shopping, shopping center, plaza, plaza comercial, strip mall
bank: banco, bank lan, credit union, labank
library: biblioteca, bibliyotek
hospital: medical center, med center, centro medico, lopital, emergency room, emergency entrance,
 entrada de emergencia, entrada de emergencias, urgent care,
 sala de emergencia, sala de emergencias, emergencias, clinica de urgencias, urgencias, ijans
clinic: clinica, klinik, health center, centro de salud, dentist, dentista, doctor office,
 urgent care, clinica de urgencias, urgencias, walk in clinic
pharmacy: farmacia, drugstore, famasi
laundry: laundromat, lavanderia, laundrymat, lavandero, lavandromat, lesiv, laundramat
nursinghome: nursing home, nursing homes, asilo, asilo de ancianos, hogar de ancianos, casa de ancianos, rest home,
 assisted living, casa de repouso, asilo de idosos, mezon retret
carwash: car wash, lavadero, lavadero de carros, lavadero de autos,
 lava carros, lavacarros, lavado de carros, lavado de autos, autolavado, lava jato, lava rapido
restaurant: restaurante, restoran, diner, cafe, cafeteria, fonda, comedor, lanchonete, buffet, coffee shop
pizzeria: pizzaria, pizza place, pizza shop, restaurant, restaurante
taqueria: restaurant, restaurante
polleria: chicken place, restaurant, restaurante
pupuseria: restaurant, restaurante
marisqueria: restaurant, restaurante
bar: cantina, pub
bakery: panaderia, padaria, boulanjri
barber: barbershop, barberia, barbearia, salon, hair salon, peluqueria, nail salon
factory: fabrica, faktori, izin, maquila
plant: planta, meatpacking plant, packing plant, empacadora, procesadora, processing plant, fish plant
lumberyard: lumber yard, lumberyard, hardware store, ferreteria, maderera, home center
warehouse: almacen, bodega, deposito, galpao, depo, distribution center, storage units, storage
constructionsite: construction site, obra, obras, canteiro de obra, canteiro de obras, construccion, chantye,
 construction
gas: gas station, station, gasolinera, gasoline station, gasoline, gasolina, posto, posto de gasolina, estasyon gaz,
 gas stop, bomba de gasolina, gasolineria
busstation: bus station, centro de guaguas, transportation center, transit center, intermodal center, bus center,
 bus terminal, terminal de buses, terminal de autobuses, estacion de bus, estacion de autobus, estacion de buses,
 estacion de autobuses, estasyon bis, estacion del bus, rodoviaria, terminal, bus depot,
 estacion de guaguas, estacion de guagua, terminal de guaguas, terminal de guagua
busstop: bus stop, parada de guaguas, parada de buses, parada de autobuses, parada de bus, parada del bus,
 parada de autobus, parada del autobus, parada de guagua,
 parada de la guagua, ponto de onibus, estop bis, stop bis, bus shelter
daylaborstop: day laborer stop, day labor stop, parada de jornaleros, day laborers, jornaleros
trainstation: gare, train station, estacion de tren, estacion del tren, estacao de trem, ga tren, amtrak station,
 tren station
station: estacion, estacao, estasyon
firestation: fire station, firehouse, fire house, fire department, bomberos, estacion de bomberos,
 corpo de bombeiros, bombeiros, ponpye, los bomberos, fire dept
policestation: police station, police department, estacion de policia, comisaria, delegacia, pos polis,
 estasyon polis, pd
postoffice: post office, correo, correio, el correo, correios, lapos, oficina de correos, oficina de correo
courthouse: court, corte, juzgado, tribunal, court house, palacio de justicia, forum, tribinal, district court
cityhall: city hall, town hall, alcaldia, ayuntamiento, prefeitura, lakomin, meri
office: oficina, escritorio, biwo, oficinas, wic office, probation office, rmv
consulate: consulado, consulado movil, konsila
jail: carcel, prision, house of correction, prison
bridge: puente, ponte, pon, overpass, underpass
tunnel: tunel
river: rio, rivye
canal: canales
pond: lago, laguna, estanque, lagoa, lake, lak
cemetery: cementerio, cemiterio, simitye, graveyard, panteon
apartments: estates, manor, towers, townhomes, apartamentos, apartment complex, apartamento complex,
 apartment building, apartment buildings, complex, complejo, complejo de apartamentos, condominio, condominios,
 condo, condos, residencial, residencias, rezidans, apatman, apatman yo, projects, housing projects, proyectos,
 townhouses, housing complex, apts, departamentos, units, unidades, apartment units, village, villa, vila
village: villa, vila
building: hall, edificio, predio, bilding, bldg, batiman, edif
hotel: motel, inn, hoteles, pousada, suites, otel, posada
shelter: albergue, refugio, abrigo
gym: gimnasio, academia, ymca, ywca
garage: oficina, oficina de carro,
 garaje, parking garage, taller, taller mecanico, auto shop, body shop, mechanic, mecanico, oficina mecanica,
 garaj, taller de carros
dealership: dealer, dealers, lote de carros, car lot
parkinglot: parking lot, parking, parqueadero, parqueo, estacionamiento, estacionamento, lote, pakin, pakin lan,
 parking garage, parkin, parkeo, lot
rotary: rotonda, roundabout, rotunda, glorieta, rotatoria, traffic circle
ramp: rampa, off ramp, on ramp, offramp, onramp
tracks: linha do trem, traques, train tracks, vias, vias del tren, railroad tracks, trilhos, ray tren, las vias,
 railroad
trafficlight: traffic light, stop light, stoplight, semaforo, sinal, traffic lights, limye wouj, farol
fairgrounds: fairground, fair grounds, feria, la feria
gate: porton, portao
exit: salida, saida, sotie, sorti
mile: milla, milha, mile marker, mm, milla marcador, kilometro, km, marcador
tireshop: tire shop, tienda de llantas, taller de llantas, llantera, gomera, llanteria, borracharia, tires, gomeria
restarea: rest area, rest stop, area de descanso, service plaza, truck stop, weigh station
tollbooth: toll booth, toll plaza, peaje, caseta, pedagio, toll
funeral: funeral home, funeraria, fineray
theater: theatre, cine, cinema, teatro, movie theater, movies, sinema
zoo: zoologico, zoologicos, zou
bowling: bowling alley, bowling alleys, bowl, boliche, bolos, boliches
childrensmuseum: childrens museum, museo de ninos, museo de los ninos, museu das criancas
fishmarket: fish market, pescaderia, peixaria
museum: museo, museu, mize
center: centro, centre, community center, centro comunitario, survival center, senior center, sant, center for
pantry: food pantry, despensa, soup kitchen, food bank, banco de comida
airport: aeropuerto, aeroporto, ayewopo
soccerfield: campo de beisbol, campo de beisebol, parque de pelota, soccer field, cancha, canchas, campo de futbol,
 ballfield, ball field, baseball field, campo de futebol,
 terren, football field, estadio, stadium, basketball court
pool: piscina, alberca, swimming pool, beach, playa
dorm: dorms, dormitory, dormitorios, residence hall
reservoir: represa, presa, dam, embalse
mill: molino, mills, old mill, paper mill
common: town common, town green, the common, downtown, centro del pueblo, downtown area
loadingdock: loading dock, loading docks, dock, docks, muelle de carga, anden de carga
farmstand: farm stand, farm stands, farmstand, fruit stand, puesto de frutas, puesto de verduras
dump: dumpster, basurero, transfer station, recycling center, junkyard
hill: loma, cerro, mountain, montana, colina
brewery: cerveceria, liquor store, licoreria, package store, packie, liquors
icecream: ice cream place, ice cream shop, ice cream stand, heladeria, sorveteria, ice cream
"""


def _kinds() -> dict[KindPhrase, frozenset[str]]:
    """Map each phrase to the kinds it may stand for: a Spanish "bodega" is a shop or a warehouse."""
    found: dict[KindPhrase, frozenset[str]] = {}
    for line in _LINES.strip().replace("\n ", " ").splitlines():
        kind, _, phrases = line.partition(":")
        for phrase in (kind, *phrases.split(",")):
            words = tuple(phrase.split())
            found[words] = found.get(words, frozenset()) | {kind}
    return found


KINDS = _kinds()
LONGEST = max(len(words) for words in KINDS)
"""Words of the longest phrase."""


def kind_at(words: list[str], at: int) -> tuple[str, ...]:
    """Return the longest phrase for a kind of place that stands here; empty where there is none."""
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        said = tuple(words[at : at + length])
        if said in KINDS:
            return said
    return ()
