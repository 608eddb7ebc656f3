"""What must never be missed is a rule, in four languages: no training can lose it."""

import pytest

from alerts.understanding.intent import Intent
from alerts.understanding.situation import Situation
from tests.alerts.understanding.lexicon import intent_of

OPT_OUT = """
    unsubscribe | stop | stop sending me these | take me off the list please | no more messages | remove me from this
    i dont want these alerts anymore | how do i stop these | delete my number
    ya no quiero mensajes | no me manden mas alertas | quítenme de la lista | denme de baja | baja | borren mi numero
    dejen de mandarme mensajes | como me doy de baja
    não quero mais receber mensagens | parem de me mandar mensagem | me tira da lista | sair
    mwen pa vle mesaj ankò | sispann voye mesaj ban m | retire m sou lis la | pa voye mesaj ban mwen ankò
"""
CAME = """
    ICE is at my door | immigration is knocking on my door | the agents are in my house | ICE is outside my apartment
    la migra esta en mi puerta | vinieron por mi los de ICE | la migra esta tocando mi puerta, no abrimos
    agentes de inmigracion en mi casa | a imigração tá na minha porta | o ICE veio, tão batendo na minha porta
    imigrasyon nan pòt mwen | ICE ap frape pòt mwen
    traigo 3 carros de la migra atras siguiendome desde el trabajo | ICE is at my job asking for me by name
    la migra está en mi trabajo preguntando por mí | a imigração mandou eu encostar, tô dentro do carro
"""
TAKEN = """
    ICE took my husband | they took my brother | my mom was detained | they arrested my coworker | ICE has got my dad
    se llevaron a mi esposo | agarraron a mi hermano | detuvieron a mi papa | la migra se llevó a mi vecina
    levaram meu marido | prenderam meu irmão | pegaram minha mãe
    acaban de agarrar a mi hermano no se a donde lo llevan | se acaban de yevar a mi papa
    they just took my brother i dont know where
    yo pran mari m | yo arete frè m | ICE mennen papa m ale
"""
TROUBLE = """
    help | they took my phone | im surrounded | they pepper sprayed us | hes arresting me | they wont let me leave
    me tienen rodeada | me agarraron del brazo | ayuda | me quitaron el celular | nos echaron gas
    me cercaram | tomaram meu celular | socorro
    yo kenbe m | yo pran telefòn mwen | anmwe
"""
PLEA = """
    help | ICE help | migra | ayuda la migra | auxilio | la migra esta aqui | ¡AYUDAAAA! | help please | ICE is here
    socorro | socorro imigração | ajuda por favor | anmwe | anmwe imigrasyon | ede m tanpri
"""
STRANGER, SUBSCRIBER, ON_SCENE = Situation.STRANGER_FIRST, Situation.SUBSCRIBER, Situation.RESPONDER_ON_SCENE
PHRASINGS = [
    (phrase.strip(), situation, intent)
    for table, situation, intent in (
        (OPT_OUT, SUBSCRIBER, Intent.OPT_OUT),
        (CAME, STRANGER, Intent.CAME_FOR_ME),
        (TAKEN, STRANGER, Intent.SOMEBODY_TAKEN),
        (TROUBLE, ON_SCENE, Intent.RESPONDER_IN_TROUBLE),
        (PLEA, STRANGER, Intent.PLEA),
    )
    for line in table.strip().splitlines()
    for phrase in line.split("|")
]


@pytest.mark.parametrize(("words", "situation", "intent"), PHRASINGS)
def test_a_rule_hears_it(words: str, situation: Situation, intent: Intent) -> None:
    found = intent_of(words, situation)
    assert found.intent is intent
    assert found.sure
    assert found.why[0].startswith("rule")


@pytest.mark.parametrize(
    ("words", "situation", "intent"),
    [
        ("im shaking i dont want to leave the house anymore", SUBSCRIBER, Intent.OPT_OUT),
        ("puedo salir tranquila hoy?", SUBSCRIBER, Intent.OPT_OUT),
        ("can they come in my house without a warrant?", STRANGER, Intent.CAME_FOR_ME),
        ("how do i find my husband, they took him to Burlington", STRANGER, Intent.SOMEBODY_TAKEN),
        ("que hago si la migra toca mi puerta", STRANGER, Intent.CAME_FOR_ME),
        ("el patron dice que llama a la migra si reclamamos", STRANGER, Intent.CAME_FOR_ME),
    ],
)
def test_what_only_sounds_so_is_none(words: str, situation: Situation, intent: Intent) -> None:
    assert intent_of(words, situation).intent is not intent
