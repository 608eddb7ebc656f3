"""What people may know and have erased of themselves, as the conversation registers it."""

from handlers.core.area import Command, ConversationArea
from handlers.own_data import my_data

AREA = ConversationArea(
    name="own_data",
    commands=(Command(name="mydata", run=my_data.mydata, menu=92, help=25),),
)
