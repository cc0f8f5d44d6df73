"""Words that the rules of the screening look for, written for this project. '*' takes any ending."""

# Not those who may be the doctor.
PATIENT = """
patient|patients|pt|pts|woman|women|man|men|lady|ladies|gentleman|boy|girl|child|children|baby|infant|newborn|toddler
teenager|adolescent|participant*|volunteer*|student|infants|babies|mother|customer|case|cases|someone|people|resident
year old|patient's|patientin|patienten|patientinnen|mann|kind|dame|säugling|bewohner*|in a|in an|in one|in two
in three|in four|in several|in some|bei einem|bei einer|bei zwei|bei drei|hers|bloke|chap|guy|lad|lass|youngster
schoolgirl|schoolboy|pensioner|someone's|in a man|inmate|resident*|of hers|of his|his regulars|grandmother|grandfather
herrn|frau|junge|mädchen|dialysepatient*|eine frau|ein mann|jemand|betroffene*|kindern|mutter
"""
TREATMENT = """
with us|with ours|on ours|under ours|with the competitor|on the competitor|unter unserem|mit unserem|damit behandelt
darunter|drug*|medicine*|medication*|medicated|tablet*|pill*|capsule*|injection*|injected|infusion*|dose*|dosage
dosing|vaccine*|vaccinat*|jab|patch*|inhaler*|antibiotic*|treatment*|treated|therap*|syrup|eye drop*|drops|insulin
steroid*|product*|pen|pens|started|starting|start of|switching|switched|taking|took|takes|taken|on it|our product
anticoagula*|chemotherap*|immunotherap*|biologic*|cream|ointment|suppositor*|rechallenge*|contrast*|opioid*|statin*
metformin|warfarin|heparin|aspirin|ibuprofen|paracetamol|methotrexate|prednisolone|prednisone|cortisone|combination
course of|prescribed|prescription|administ*|regimen|medikament*|tablette*|therapie*|spritze*|impfung*|impfstoff*
infusionen|dosis|behandlung*|mittel|präparat*|arznei*|kapsel*|tropfen|salbe|pflaster|antibiotik*|einnahme|eingenommen
verabreich*|injektion*|umstellung|contraceptive*|supplement*|implant*|sachet*|spray*|nebuliser*|transfusion*
blood thinner*|pump|booster|generic|maximum dose|full dose|depot|drip|shot|shots|cycle|cycles|first cycle|loading dose
infused|on the drug|stopped it|stopping it|taken off|restarted|the switch|umgestellt|umstellen|gabe|gaben|zyklus
zyklen|infusion|spritzen|gespritzt|geimpft|impfungen|auffrischung|präparate|wirkstoff*|kombination|dosierung*
erhöhung der dosis|nahm|nimmt|genommen|bekommen hat|bekommt|verordnet*|verschrieben|abgesetzt|salben|wochendosis
tagesdosis
"""
SUFFIXES = (
    "mab|nib|tinib|statin|sartan|prazole|cillin|mycin|micin|oxacin|floxacin|oxaban|gatran|gliptin|gliflozin"
    "|glutide|tidine|azole|conazole|vir|navir|buvir|olol|dipine|pril|setron|triptan|zepam|zolam|azine|oxetine"
    "|traline|apine|peridone|cycline|sporin|limus|parin|plase|cept|zumab|ximab|prost|terol|tropium|asone|solone"
    "|platin|taxel|rubicin|trexate|mide|zide|thiazide|semide|gabalin|gabapentin|racetam|toin|barbital|profen"
    "|coxib|ferone?|feron|leukin|fibrate|retinoin|parib|ciclib|lukast|dronate|dronic|caine|onide|gepant|orexant|trigine|pramine|triptyline|faxine|ciclovir|dazole|thrin|opril"
)
# That it came to pass, and in someone.
HAPPENED = """
second patient|third patient|fourth patient|fifth patient|another patient|third case|second case|another case
zweite patientin|zweiter patient|dritter patient|dritte patientin|weiterer patient|weitere patientin|weiterer fall
developed|had|has had|got|gets|came out|experienced|experiences|experiencing|suffered|suffers|complained|complains
complaining|reported|reports|described|describes|saw|seen|noticed|noted|heard|mentioned|ended|ending up|lost|stopped
had to stop|discontinued|withdrew|taken off|take a patient off|came off|gave up|paused|switched|since|since starting
after|within|following|while on|whilst on|whilst taking|while taking|during|on rechallenge|induced|caused|causes
due to|because of|secondary to|associated with|related to|attributed|resulted in|led to|leading to|became|has been|was
were|presented with|needed|required|went into|died|feels|felt|each time|every time|entwickelt*|bekommen|bekam
berichtet*|kam es|klagt*|erlitt*|gelitten|abgesetzt|seit|nach|unter|wegen|musste*|hatte|hatten|aufgetreten|trat|traten
beendet|pausiert|now|began|begun|started|starts|came on|came over|went|woke|broke out|turned|appeared|occurred
happened|showed|showing|shows|ran|dropped|rose|kept|keeps|came back|picked up|ever since|say they|says he|says she
told me|tells me|asked me|ended up|had to come off|had to be|hat|haben|ist|wurde|wurden|kam|kamen|erzählt|meldet*
schildert|beschreibt|bemerkt|bekommt|führte|führten|litt|leidet|stellte|lag|liegt|nachdem|während
"""
# Where neither an event nor a treatment is on the lists, this is marked.
CAUSE = """
induced|caused|cause|causes|associated|due to|secondary to|developed|experienced|resulted in|exposed|exposure|use of
presented with|case report|discontinu*|withdrawal|effect|effects
"""
# Strong enough without a treatment being named.
SEVERE = """
had a reaction|allergic reaction|adverse reaction|had side effects|bad side effects|severe side effects
developed side effects|experienced side effects|reported side effects|stopped because of side effects|side effect from
side effects from|side effects after|because of side effects|anaphylactic|anaphylaxis|allergische reaktion
über nebenwirkungen|wegen nebenwirkungen|nebenwirkungen bekommen
"""
# A sentence about what may be, should be or is studied tells of no event.
GENERAL = """
fear of|fears|fear|afraid|concern|concerns|concerned|worry|worries|worried|anxious about|risk of|risk for|risks of
at risk|in case of|asked for|asks for|asked about safety|safety data|head to head|leaflet says|covered well|monitor*
screen|screens|screening|screened for|rule out|recommend*|guideline*|pathway*|protocol*|consensus|policy|training
education|webinar|waiting time*|waiting list*|capacity|budget|workshop|score|scores|checklist|algorithm|codes the
should be|should have|could be|would be|want to know|wants to know|would like|ask for|unaware|awareness|questionnaire
registry|per cent of|percent of|percentage|study shows|studies show|trial of|cochrane|aus angst|angst vor|sorge*
leitlinie*|risiko|befürcht*|termin|termine|überweis*|is not treated|are not treated|goes untreated|clinic is
no appointment|the appointment|appointments|referral*|patients referred|were referred|referred patients|referred for
late presentation|present late
"""
NOT = """
no|not|without|never|none|denies|denied|free of|absence of|nor|neither|ohne|kein|keine|keinen|keinerlei|nie|zero
no reports of|nobody had|hardly any|did not have|has not had|have not had|had no|rule out|ruled out|don't have|any
"""
# How studies and registers speak of many.
STUDY = """
randomised|randomized|prevalence|incidence of|odds ratio|hazard ratio|confidence interval|95% ci|we reviewed
were analysed|were analyzed|secondary analysis|proportion of|between groups|no difference in|no differences
differences were|study subjects|outcome measure*|meta analysis|systematic review|little is known|favored|favoured
among patients|of those referred|new referrals|general population|score favo*|retrospectively reviewed|users can
"""
# Why people see a doctor in the first place.
AILMENT = """
pain|pains|painful|sore|burning|ill|sick|unwell|poorly|stroke|heart attack|heart failure|arthritis|appendicitis
hepatitis|ulcer*|ulcerative colitis|colitis|fracture*|infection|infections|infected|cough|coughing|pneumonia|sepsis
died|death|dead|deaf*|blind*|paralys*|disorder|failure|syndrome|dependence|complication*|fall|falls|falling|a fall
fell over|deteriorat*|worsen*|malignan*|lymphoma|leukaemia|leukemia|impairment|lesion*|abscess*|depressed|asthma
migraine attack*|emergency room|icu|itu|schmerzen|entzündung*|infektion*|infekt|infekte|schlaganfall|herzinfarkt|sturz
fraktur|frakturen|tod|tot
"""
# What is done with a medicine, whether or not it is called one.
HANDLED = """
dispens*|administ*|infus*|injected|injecting|swallow*|diluted|reconstitut*|prescrib*|exposed|exposure|dose|doses
gave her|gave him|gave the|was given|were given|given to|ampulle*|pump|pumpe|spritze*|gespritzt|verabreich*|infundiert
pflegekraft|pflegedienst|apotheke*|pharmacy|pharmacist|carer|carers|nurse
"""
# One or a few of whom something is told, rather than patients as such; what is past; and what is only thought of.
FEW = """
a|an|one|two|three|four|five|his|her|their|this|that|the young|the old|the boy|the girl|the man|the lady|the woman
whose|first|last|another|young|elderly|older|old|my|our|ein|eine|einem|einer|einen|zwei|drei|vier|seine|seiner|seinem
ihre|ihrer|ihrem|diese|dieser|ältere|älteren|junge|jungen|weitere
"""
WHO = """
patient|patients|woman|women|man|men|lady|ladies|gentleman|girl|boy|child|children|baby|infant|toddler|teenager|mother
father|student|customer|resident|participant|bloke|lad|chap|someone|year old|patientin|patienten|patientinnen|frau
frauen|mann|männer|männern|herr|herrn|dame|damen|mädchen|junge|jungen|kind|kindes|kindern|bewohner*|säugling
jugendliche*|schoolboy|schoolgirl|pensioner|daughter|son|wife|husband
"""
PAST = """
was|were|had|took|got|came|went|gave|given|put|felt|ran|has been|have been|kept|fell|rose|lost|broke|swelled|grew|bled
threw|woke|told|did|drank|ate|bought|brought|saw|hatte|hatten|hat|haben|wurde|wurden|war|waren|bekam|bekamen|nahm
nahmen|kam|kamen|ging|musste|mussten|fiel|fielen|stieg|stiegen|schwoll|trat|verlor|verloren|ließ|lag|litt|klagt|klagte
berichtet
"""
MODAL = """
need to|needs to|need|can|will|if|when|whenever|whether|could|would|may|might|must|each|every|per|any|want|wants
wanted to|plan|plans|clinic|clinics|centre|wait|waits|waited|waiting|access|record|records|recorded|system|service
services|crew|operator|vaccination status|referred|diagnosed|diagnosis|list|lists|wenn|ob|falls|könnte|könnten|würde
würden|sollte|sollten|muss|müssen|soll|jede|jeder|jedes|wartet|warten|wartete|möchte|sprechstunde|diagnose|termin
termine|notes|asked|invited|consent*|study|budget|pay|pays|paid|cost|costs|kosten|visit|visits|access to|data|results
committee|programme
"""
