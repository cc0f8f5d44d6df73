"""Words of special situations and of promotion, written for this project. '*' takes any ending."""

# What is looked for by its words alone, by name.
LISTS = {
    "pregnancy": """
        became pregnant|got pregnant|fell pregnant|found out she was pregnant|is pregnant|was pregnant
        was breastfeeding|turned out to be pregnant|is breastfeeding|breastfed|breast feeding
        breastfeeding mother|while pregnant|while breastfeeding|during her pregnancy|during pregnancy
        in pregnancy|pregnant patient|pregnant woman|pregnant lady|pregnant while|early pregnancy
        unplanned pregnancy|pregnancy on|conceived|trimester|exposed in utero|in utero|newborn whose mother
        whose mother took|mother had taken|foetus|fetus|pregnancy exposure|exposure in pregnancy|lactating
        positive pregnancy test|pregnancy test was positive|partner is pregnant|nursing her baby
        schwanger geworden|ist schwanger|war schwanger|schwangere patientin|in der schwangerschaft|stillt
        stillte|stillende patientin|schwangerschaft unter|nursing mother
        """,
    "no_effect": """
        did not work|didn't work|does not work|doesn't work|do not work|did nothing|simply did not
        not working|no longer work*|stopped working|has stopped working|no response|no effect
        no benefit from|without effect|without any effect|lack of effect|lack of efficacy|lacked effect
        was ineffective|not effective|no improvement|treatment failure*|therapy failure|failed treatment
        failed to respond|failed to work|did not respond|didn't respond|does not respond|not responding
        non responder*|nonresponder*|did not help|didn't help|no relief from|wore off|wears off
        did not protect|not protected|breakthrough infection|vaccine failure|remained uncontrolled
        remains uncontrolled|still uncontrolled|came back after|relapsed|relapse on|progressed on
        progression on|lost response|loss of response|loss of effect|lost its effect|efficacy waned
        did not improve|didn't improve|no change in|no difference to|wirkt nicht|wirkte nicht|wirkt bei
        keine wirkung|ohne wirkung|wirkungslos*|wirkverlust|nicht angesprochen|nicht gewirkt|nicht geholfen
        therapieversagen|schlägt nicht an
        """,
    "error": """
        medication error*|dosing error*|dispensing error*|prescribing error*|administration error*
        wrong dose|wrong drug|wrong strength|wrong medicine|wrong medication|wrong insulin|wrong patient
        wrong route|wrong vaccine|wrong pen|wrong tablet*|wrong time|wrong formulation|incorrect dose
        incorrectly|by mistake|mistakenly|mixed up|mix up|mixed the|confused the|accidentally|in error
        double dose|doubled the dose by|dose twice|twice in one day|injection twice|tablets twice
        too high a dose|too low a dose|too much insulin|missed several doses|missed doses|missed two doses
        missed dose*|skipped dose*|forgot to take|instead of daily|instead of weekly|instead of once
        instead of under the skin|into the muscle instead|instead of subcutaneous*|instead of oral*|misread
        misunderstood the dose|given the wrong|got the wrong|injected the wrong|expired vaccine
        versehentlich|falsche dosis|falsches medikament|falsche stärke|doppelte dosis|verwechsl*|verwechselt
        falsch dosiert|medikationsfehler|misused|misuse|abused|crushed and|snorted
        """,
    "overdose": """
        overdos*|took too many|took too much|took the whole|swallowed the whole|swallowed a pack|whole pack
        whole box|swallowed all|ten times the dose|tenfold dose|too many tablets|überdos*|überdosis
        ganze packung
        """,
    "off_label": """
        off label*|not approved for|not licensed for|not licensed in|unlicensed*|outside its label
        outside the label|outside its licence|outside the licence|outside its indication|unapproved*
        although not approved|not authorised|licensed from|below the licensed age|younger than the licence
        licensed only|approved only from|without approval|zulassungsüberschreitend*|außerhalb der zulassung
        nicht zugelassen
        """,
    "part": """
        pen|pens|vial*|blister*|tablets|tablet|ampoule*|ampule*|syringe*|needle*|box|boxes|pack|packs
        package*|device*|inhaler*
        bottle*|solution|seal|cap|batch|carton*|capsules|capsule|cartridge*|packaging|plunger*|injector*
        patch|patches|sachet*
        suspension|infusion bag|dropper|ampulle*|fertigspritze*|spritze*|packung*|schachtel*|flasche*
        durchstech*
        """,
    "broken": """
        broken|broke|cracked|leak*|jam|jams|jammed|stuck|empty|discolou*|cloudy|particle*|torn|bent|defect*
        counterfeit*|fake|falsified|contaminat*|mould*|moldy|smell*|smelt|damaged|wrong label|mislabel*
        would not inject|did not fire|won't fire|did not inject|would not open|crumbl*|chipped|rust*
        malfunction*
        faulty|foreign|floating|precipitat*|split open|was missing|were missing|out of date|past its expiry
        expired
        clogged|blocked|did not click|undicht*|kaputt|defekt*|zerbroch*|trüb*|verfärbt*|leer|verklemmt
        klemmt*
        beschädigt*|gefälscht*|quality complaint|wrong colour|wrong color
        """,
    "quality": """
        product quality|quality complaint*|quality defect*|qualitätsmangel*|produktmangel*
        """,
    "told": """
        he|she|his|her|patient|patients|pt|one|two|three|four|five|last|someone|dr|consultant|gp|nurse
        doctor|uses|used|prescribes|gave|give|giving|gives|some|several|woman|man|lady|child|children|in a
        sie|er|ihre|seine|patientin|patienten|bei|mother|pharmacist|pharmacy|specialist|teenager|toddler
        girl|boy|ward|hospital|customer|our|the drug
        """,
    "topic": """
        should be|should have|guideline*|leaflet|recommend*|fear of|afraid of|worried about|worry about
        trial of|would like|registry|pathway|payer*|reimburs*|referral*|screening|clinic is|appointment*
        leitlinie*|protocol|failed therapies|before approval|algorithm|form|helpline|portal|app
        questionnaire|survey|letter*|transport
        """,
}
PROMOTIONAL = """
best in class|best in its class|best on the market|safest option|safest choice|safest drug|safest
the most effective|most powerful|clearly superior|superior to|superior efficacy|superior safety
superiority over|vastly superior|far better than|much better than|better than any|better than all
more effective than|safer than|works faster than|faster than any|outperform*|beats the competition
beats every|game changer|game changing|breakthrough|miracle*|wonder drug|magic bullet|revolutionary
revolutionis*|revolutioniz*|unmatched|unparalleled|unrivalled|unrivaled|unbeatable|second to none
like no other|nothing else compares|no side effects|virtually no side effects|no risk|risk free
without any risk|completely safe|totally safe|absolutely safe|perfectly safe|proven safe|harmless
100% effective|100 % effective|100% safe|always works|works every time|works for everyone
works in everyone|guarantee*|cures|cure for all|the clear first choice|clear first choice
obvious choice|first choice for every|number one treatment|number one choice|number one drug
no. 1 treatment|leading brand|market leader|world's leading|proven to be safer|proven to be better
clinically proven|prescribe more|more prescriptions|increase prescri*|write more|switch all
switch every|switch everyone|switch your patients|put all your patients|put every patient
should switch to our|ideal for every|perfect for every|for all patients|feel like new
feel like themselves|feel like yourself|life changing|transform* lives|free sample*
free of charge sample*|dinner voucher*|special offer|discount*|sales target*|market share
unique benefit*|unique advantage*|incredible results|outstanding efficacy|exceptional efficacy
remarkable efficacy|impressive efficacy|unprecedented|minimal side effects|hardly any side effects
no need to monitor|no monitoring needed|easy to use and effective|safe and effective for all
only treatment that|only drug that|only option that|better tolerated than|preferred by doctors
doctors prefer|patients prefer our|instant relief|rapid relief guaranteed|das beste
der beste wirkstoff|nebenwirkungsfrei*|frei von nebenwirkungen|völlig sicher|wundermittel
revolutionär*|bahnbrechend*|unschlagbar*|einzigartig*|garantiert|überlegen|wirkt immer|heilt
mehr verschreiben|gratismuster
"""
