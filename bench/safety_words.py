"""Words that the rules of the screening look for, written for this project. '*' takes any ending."""

PERSON = """
patient|patients|pt|pts|woman|women|man|men|lady|ladies|gentleman|boy|girl|child|children|baby|infant
newborn|toddler|teenager|adolescent|mother|father|husband|wife|someone|customer|case|cases|person|people
resident|user|volunteer|subject|participant|he|she|him|her|hers|his|year old|yr old|patient's|patientin
patienten|patientinnen|frau|mann|kind|junge|mädchen|person|dame|herr|säugling|bewohner*|them|one of his
one of hers
"""
# The same without those who may be the doctor.
PATIENT = """
patient|patients|pt|pts|woman|women|man|men|lady|ladies|gentleman|boy|girl|child|children|baby|infant
newborn|toddler|teenager|adolescent|mother|customer|case|cases|someone|people|resident|year old|patient's
patientin|patienten|patientinnen|mann|kind|dame|säugling|bewohner*|in a|in an|in one|in two|in three|in four
in several|in some|bei einem|bei einer|bei zwei|bei drei|hers
"""
TREATMENT = """
drug*|medicine*|medication*|medicated|tablet*|pill*|capsule*|injection*|injected|infusion*|dose*|dosage
dosing|vaccine*|vaccinat*|jab|patch*|inhaler*|antibiotic*|treatment*|treated|therap*|syrup|eye drop*|drops
insulin|steroid*|product*|pen|pens|started|starting|start of|switching|switched|taking|took|takes|taken
on it|our product|anticoagula*|chemotherap*|immunotherap*|biologic*|cream|ointment|suppositor*|rechallenge*
contrast*|opioid*|statin*|metformin|warfarin|heparin|aspirin|ibuprofen|paracetamol|methotrexate|prednisolone
prednisone|cortisone|combination|course of|prescribed|prescription|administ*|regimen|medikament*|tablette*
therapie*|spritze*|impfung*|impfstoff*|infusionen|dosis|behandlung*|mittel|präparat*|arznei*|kapsel*|tropfen
salbe|pflaster|antibiotik*|einnahme|eingenommen|verabreich*|injektion*|umstellung|contraceptive*|supplement*
implant*|sachet*|spray*|nebuliser*|transfusion*
"""
SUFFIXES = (
    "mab|nib|tinib|statin|sartan|prazole|cillin|mycin|micin|oxacin|floxacin|oxaban|gatran|gliptin|gliflozin"
    "|glutide|tidine|azole|conazole|vir|navir|buvir|olol|dipine|pril|setron|triptan|zepam|zolam|azine|oxetine"
    "|traline|apine|peridone|cycline|sporin|limus|parin|plase|cept|zumab|ximab|prost|terol|tropium|asone|solone"
    "|platin|taxel|rubicin|trexate|mide|zide|thiazide|semide|gabalin|gabapentin|racetam|toin|barbital|profen"
    "|coxib|ferone?|feron|leukin|fibrate"
)
# Happenings that are hardly ever the reason for a treatment.
EVENT = """
side effect*|adverse effect*|adverse event*|adverse reaction*|adverse drug*|reaction*|allerg*|anaphyla*
angioedema|angiooedema|rash|rashes|hives|urticaria|itch*|prurit*|redness|erythema*|swell*|swollen|oedema
edema|blister*|peeling|nausea*|nauseous|vomit*|threw up|throwing up|sick|diarrh*|constipat*|bloating|cramp*
stomach ache|abdominal pain|dizz*|vertigo|light headed*|faint|fainted|fainting|collaps*|syncope|fell|falls
fall|drows*|sedation|sleepy|insomnia|headache*|migraine attack*|seizure*|convuls*|fit|fits|tremor*|shak*
confus*|delir*|hallucinat*|psychosis|psychotic|suicid*|mood swing*|agitat*|anxiety attack*|palpitation*
tachycardia|bradycardia|arrhythmia*|qt prolongation|cardiac arrest|heart attack|myocardial infarction
heart failure|stroke|blood clot*|clot|thrombo*|embol*|haemorrhag*|hemorrhag*|bleed|bleeding|bleeds|bled
bruis*|nosebleed*|neutropen*|leukopen*|leucopen*|thrombocytopen*|pancytopen*|agranulocyt*|anaemi*|anemi*
hypoglyc*|hyperglyc*|hypos|ketoacidosis|acidosis|hyponatr*|hyperkal*|hypokal*|hypercalc*|hypotens*
low blood pressure|blood pressure crisis|hypertensive crisis|liver injury|liver failure|liver enzymes
elevated liver|raised liver|raised alt|transaminas*|hepatotox*|hepatitis|jaundice|cholesta*|pancreatitis
colitis|gastritis|ulcer*|perforation|kidney failure|renal failure|kidney injury|nephr*|rhabdomyol*|myopath*
muscle pain|muscle ache*|myalg*|weakness|joint pain|neuropath*|numb|numbness|tingling|paralys*|palsy
blurred vision|blurry vision|vision loss|lost vision|lost sight|blind*|uveitis|cataract*|hearing loss
tinnitus|deaf*|hair loss|alopecia|lost hair|lost their hair|lost her hair|taste|hoarse*|cough|coughing
breathless*|short of breath|dyspn*|bronchospasm|wheez*|pneumonitis|pneumonia|infection|infections|infected
sepsis|abscess*|pus|shingles|thrush|fever|chills|flu like|fatigue|tired all|exhausted|weight gain
weight loss|gained weight|lost weight|oedema|ascites|necro*|lesion*|stevens*|toxic|toxicity|intoxicat*
poison*|overdos*|death|died|dead|fatal|passed away|hospitalised|hospitalized|hospitalisation|hospitalization
got admitted|admitted with|intensive care|icu|ended up in|emergency room|a&e with|miscarr*|stillb*
malformation*|birth defect*|new onset*|worsen*|got worse|deteriorat*|flare*|withdrawal symptom*|dependence
dry mouth|mouth ulcer*|mucositis|stomatitis|gynaecomast*|gynecomast*|impotence|erectile*|menstrual*
tumour growth|lymphoma|malignan*|leukaemia|leukemia|syndrome|encephal*|dystoni*|dyskine*|parkinsonism
akathisia|serotonin syndrome|hiccup*|vasculitis|lupus*|hot flush*|hot flash*|flushing|stiffness|spasm*
nightmare*|memory loss|incontinen*|jaundiced|photosens*|discolo*|pigment*|pain|painful|burning|sore|unwell
ill|complication*|toxic*|disorder|failure|impairment|nebenwirkung*|unverträglich*|hautausschlag|ausschlag
übelkeit|schwindel*|erbrech*|erbrochen|durchfall|kopfschmerz*|juckreiz|atemnot|krampfanf*|blutung*
leberversagen|leberwerte|nierenversagen|gestorben|verstorben|gestürzt|stürze|schwellung*|müdigkeit
haarausfall|herzrasen|ohnmacht|thrombose|embolie|fieber|anaphyla*|schock|gelbsucht|verwirr*|halluzin*
intensivstation|krankenhaus eingewiesen|bluterguss*|schmerzen|allergische*|entzündung*
"""
EVENT_SUFFIXES = "rrhagia|rrhage|rrhoea|penia|aemia|emia|algia|toxicity|lysis|pathy|plegia|iasis|itis"
# That it came to pass, and in someone.
HAPPENED = """
developed|had|has had|got|gets|came out|experienced|experiences|experiencing|suffered|suffers|complained
complains|complaining|reported|reports|described|describes|saw|seen|noticed|noted|heard|mentioned|ended
ending up|lost|stopped|had to stop|discontinued|withdrew|taken off|take a patient off|came off|gave up
paused|switched|since|since starting|after|within|following|while on|whilst on|whilst taking|while taking
during|on rechallenge|induced|caused|causes|due to|because of|secondary to|associated with|related to
attributed|resulted in|led to|leading to|became|became|has been|was|were|presented with|needed|required
went into|died|feels|felt|each time|every time|entwickelt*|bekommen|bekam|berichtet*|kam es|klagt*|erlitt*
gelitten|abgesetzt|seit|nach|unter|wegen|musste*|hatte|hatten|aufgetreten|trat|traten|beendet|pausiert|now
"""
# Where neither an event nor a treatment is on the lists, this is marked.
CAUSE = """
induced|caused|cause|causes|associated|due to|secondary to|developed|experienced|resulted in
exposed|exposure|use of|presented with|case report|discontinu*|withdrawal|effect|effects
"""
# Strong enough without a treatment being named.
SEVERE = """
had a reaction|allergic reaction|adverse reaction|had side effects|bad side effects|severe side effects
developed side effects|experienced side effects|reported side effects|stopped because of side effects
side effect from|side effects from|side effects after|because of side effects|anaphylactic|anaphylaxis
allergische reaktion|über nebenwirkungen|wegen nebenwirkungen|nebenwirkungen bekommen
"""
# A sentence about what may be, should be or is studied tells of no event.
GENERAL = """
fear of|fears|fear|afraid|concern|concerns|concerned|worry|worries|worried|anxious about|risk of|risk for
risks of|at risk|in case of|asked for|asks for|asked about safety|safety data|head to head|leaflet says
covered well|monitor*|screen|screens|screening|screened for|rule out|recommend*|guideline*|pathway*
protocol*|consensus|policy|training|education|webinar|waiting time*|waiting list*|capacity|budget|workshop
score|scores|checklist|algorithm|codes the|should be|should have|could be|would be|want to know
wants to know|would like|ask for|unaware|awareness|questionnaire|registry|per cent of|percent of|percentage
study shows|studies show|trial of|cochrane|aus angst|angst vor|sorge*|leitlinie*|risiko|befürcht*|termin
termine|überweis*|is not treated|are not treated|goes untreated|clinic is|no appointment|the appointment
appointments|referral*|patients referred|were referred|referred patients|referred for|late presentation
present late
"""
NOT = """
no|not|without|never|none|denies|denied|free of|absence of|nor|neither|ohne|kein|keine|keinen|keinerlei|nie
zero|no reports of|nobody had|hardly any|did not have|has not had|have not had|had no|rule out|ruled out
don't have|any
"""
