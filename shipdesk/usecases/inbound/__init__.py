"""What came in, brought into the order book; and what people do about it.

work_in.py            one delivery after the other, whatever it is
work_in_order.py      an order of a platform
work_in_news.py       news of a parcel
work_in_elsewhere.py  a shipment that somebody else has booked
outcome.py            what came of one
review.py             for the Inbox screen: what to look at, dismissed or tried again
subscribe.py          our webhooks at the carriers: listed, registered, changed, deleted
own_address.py        an address of its own for the news of one booking
fit_recipe.py         how a sender computes its proof, found out from genuine deliveries
standing.py           whether somebody receives, and what was refused
"""
