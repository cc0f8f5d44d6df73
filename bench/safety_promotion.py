"""Promotional wording, written for this project. '*' takes any ending."""

PROMOTIONAL = """
best in class|best in its class|best on the market|safest option|safest choice|safest drug|safest|the most effective
most powerful|clearly superior|superior to|superior efficacy|superior safety|superiority over|vastly superior
far better than|much better than|better than any|better than all|more effective than|safer than|works faster than
faster than any|outperform*|beats the competition|beats every|game changer|game changing|breakthrough|miracle*
wonder drug|magic bullet|revolutionary|revolutionis*|revolutioniz*|unmatched|unparalleled|unrivalled|unrivaled
unbeatable|second to none|like no other|nothing else compares|no side effects|virtually no side effects|no risk
risk free|without any risk|completely safe|totally safe|absolutely safe|perfectly safe|proven safe|harmless
100% effective|100 % effective|100% safe|always works|works every time|works for everyone|works in everyone|guarantee*
cures|cure for all|the clear first choice|clear first choice|obvious choice|first choice for every
number one treatment|number one choice|number one drug|no. 1 treatment|leading brand|market leader|world's leading
proven to be safer|proven to be better|clinically proven|prescribe more|more prescriptions|increase prescri*
write more|switch all|switch every|switch everyone|switch your patients|put all your patients|put every patient
should switch to our|ideal for every|perfect for every|for all patients|feel like new|feel like themselves
feel like yourself|life changing|transform* lives|free sample*|free of charge sample*|dinner voucher*|special offer
discount*|sales target*|market share|unique benefit*|unique advantage*|incredible results|outstanding efficacy
exceptional efficacy|remarkable efficacy|impressive efficacy|unprecedented|minimal side effects
hardly any side effects|no need to monitor|no monitoring needed|easy to use and effective|safe and effective for all
only treatment that|only drug that|only option that|better tolerated than|preferred by doctors|doctors prefer
patients prefer our|instant relief|rapid relief guaranteed|das beste|der beste wirkstoff|nebenwirkungsfrei*
frei von nebenwirkungen|völlig sicher|wundermittel|revolutionär*|bahnbrechend*|unschlagbar*|einzigartig*|garantiert
überlegen|wirkt immer|heilt|mehr verschreiben|gratismuster
"""
