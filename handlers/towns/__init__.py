"""Towns of the network, as coordinators see and change them in the chat."""
