"""Towns, as the conversation registers them."""

from alerts.people.person import COORDINATOR
from alerts.towns import taps
from handlers.core.area import Command, ConversationArea, HelpReader, during, on
from handlers.towns import (
    keeping_towns,
    neighbor_list,
    place_asking,
    renaming,
    steps,
    town_ending,
    town_list,
    town_page,
)

AREA = ConversationArea(
    name="towns",
    commands=(
        Command(name="towns", run=town_list.towns, while_suspended=False, menu=50, help=40, help_for=HelpReader.JOINED),
    ),
    taps=(
        on(taps.ShowTowns, town_list.show, roles=COORDINATOR, elsewhere=True),
        on(taps.ShowOwnTowns, town_list.own),
        on(taps.ShowTown, town_page.show, roles=COORDINATOR),
        on(taps.AddNetworkTown, place_asking.add, roles=COORDINATOR, elsewhere=True),
        on(taps.SplitTown, place_asking.split, roles=COORDINATOR),
        on(taps.MoveTown, place_asking.move, roles=COORDINATOR),
        on(taps.TakePlace, place_asking.take, roles=COORDINATOR),
        on(taps.RenameTown, renaming.ask, roles=COORDINATOR),
        on(taps.ConfirmName, renaming.confirm, roles=COORDINATOR),
        on(taps.ChooseMerge, town_ending.choose_merge, roles=COORDINATOR),
        on(taps.PreviewMerge, town_ending.preview_merge, roles=COORDINATOR),
        on(taps.MergeTown, town_ending.merge, roles=COORDINATOR),
        on(taps.PreviewRetire, town_ending.preview_retire, roles=COORDINATOR),
        on(taps.RetireTown, town_ending.retire, roles=COORDINATOR),
        on(taps.ShowNeighbors, neighbor_list.show, roles=COORDINATOR),
        on(taps.SetNeighbor, neighbor_list.set_neighbor, roles=COORDINATOR),
        on(taps.KeepTowns, keeping_towns.keep),
    ),
    steps=(
        during(steps.AskedForPlace, place_asking.asked),
        during(steps.AskedToTakePlace, place_asking.asked_again),
        during(steps.AskedForName, renaming.written),
        during(steps.AskedToConfirmName, renaming.written_again),
    ),
)
