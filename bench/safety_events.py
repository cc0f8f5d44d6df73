"""Words for what happens to people under a treatment, written for this project. '*' takes any ending."""

# Happenings that are hardly ever the reason for a treatment.
EVENT = """
side effect*|adverse effect*|adverse event*|adverse reaction*|adverse drug*|reaction*|allerg*|anaphyla*|angioedema
angiooedema|rash|rashes|hives|urticaria|itch*|prurit*|redness|erythema*|swell*|swollen|oedema|edema|blister*|peeling
nausea*|nauseous|vomit*|threw up|throwing up|sick|diarrh*|constipat*|bloating|cramp*|stomach ache|abdominal pain|dizz*
vertigo|light headed*|faint|fainted|fainting|collaps*|syncope|fell|falls|fall|drows*|sedation|sleepy|insomnia
headache*|migraine attack*|seizure*|convuls*|a fit|fits|tremor*|shak*|confus*|delir*|hallucinat*|psychosis|psychotic
suicid*|mood swing*|agitat*|anxiety attack*|palpitation*|tachycardia|bradycardia|arrhythmia*|qt prolongation
cardiac arrest|heart attack|myocardial infarction|heart failure|stroke|blood clot*|clot|thrombo*|embol*|haemorrhag*
hemorrhag*|bleed|bleeding|bleeds|bled|bruis*|nosebleed*|neutropen*|leukopen*|leucopen*|thrombocytopen*|pancytopen*
agranulocyt*|anaemi*|anemi*|hypoglyc*|hyperglyc*|hypos|ketoacidosis|acidosis|hyponatr*|hyperkal*|hypokal*|hypercalc*
hypotens*|low blood pressure|blood pressure crisis|hypertensive crisis|liver injury|liver failure|liver enzymes
elevated liver|raised liver|raised alt|transaminas*|hepatotox*|hepatitis|jaundice|cholesta*|pancreatitis|colitis
gastritis|ulcer*|perforation|kidney failure|renal failure|kidney injury|nephritis|nephrotox*|nephropath*|rhabdomyol*
myopath*|muscle pain|muscle ache*|myalg*|weakness|joint pain|neuropath*|numb|numbness|tingling|paralys*|palsy
blurred vision|blurry vision|vision loss|lost vision|lost sight|blind*|uveitis|cataract*|hearing loss|tinnitus|deaf*
hair loss|alopecia|lost hair|lost their hair|lost her hair|taste|hoarse*|cough|coughing|breathless*|short of breath
dyspn*|bronchospasm|wheez*|pneumonitis|pneumonia|infection|infections|infected|sepsis|abscess*|pus|shingles|thrush
fever|chills|flu like|fatigue|tired all|exhausted|weight gain|weight loss|gained weight|lost weight|ascites|necro*
lesion*|stevens*|toxic|toxicity|intoxicat*|poison*|overdos*|death|died|dead|fatal|passed away|hospitalised
hospitalized|hospitalisation|hospitalization|got admitted|admitted with|intensive care|icu|ended up in|emergency room
a&e with|miscarr*|stillb*|malformation*|birth defect*|new onset*|worsen*|got worse|deteriorat*|flare*
withdrawal symptom*|dependence|dry mouth|mouth ulcer*|mucositis|stomatitis|gynaecomast*|gynecomast*|impotence
erectile*|menstrual*|tumour growth|lymphoma|malignan*|leukaemia|leukemia|syndrome|encephal*|dystoni*|dyskine*
parkinsonism|akathisia|serotonin syndrome|hiccup*|vasculitis|lupus*|hot flush*|hot flash*|flushing|stiffness|spasm*
nightmare*|memory loss|incontinen*|jaundiced|photosens*|discolo*|pigment*|pain|painful|burning|sore|unwell|ill
complication*|toxic*|disorder|failure|impairment|nebenwirkung*|unverträglich*|hautausschlag|ausschlag|übelkeit
schwindel*|erbrech*|erbrochen|durchfall|kopfschmerz*|juckreiz|atemnot|krampfanf*|blutung*|leberversagen|leberwerte
nierenversagen|gestorben|verstorben|gestürzt|stürze|schwellung*|müdigkeit|haarausfall|herzrasen|ohnmacht|thrombose
embolie|fieber|schock|gelbsucht|verwirr*|halluzin*|intensivstation|krankenhaus eingewiesen|bluterguss*|schmerzen
allergische*|entzündung*|passed out|blacked out|black out|blackout*|keeled over|loss of consciousness
lost consciousness|unconscious|unresponsive|resuscitat*|crash team|crash call|cardiac event|cardiac event*
ventricular tachycardia|new fibrillation|went into fibrillation|heart block|prolonged qt|qtc|raised troponin|torsade*
angina|chest pain|chest tightness|pulmonary embol*|dvt|gangrene|isch*mi*|infarct*|welt|welts|wheal*|weals|blotch*
breaking out in|broke out in|acne|eczema flare|skin reaction*|exfoliat*|sjs|ten syndrome|dress syndrome|hypersensitiv*
intoleran*|not tolerated|could not tolerate|couldn't tolerate|did not tolerate|didn't tolerate|badly tolerated
poorly tolerated|unable to tolerate|infusion reaction*|injection site*|site reaction*|rigor|rigors|shivers|shivery
clammy|sweats|night sweats|sweating|hot flushes|diaphor*|loose stools|the runs|reflux|heartburn|indigestion|dyspeps*
flatulen*|bowel obstruction|ileus|gi bleed*|black stools|melaena|blood in his|blood in her|blood in the|coughing blood
coughed up blood|haemopty*|haematu*|hematu*|proteinuria|urinary retention|needed dialysis|on dialysis since|creatinine
raised crp|liver values|liver function|deranged|lfts|alt up|cytopeni*|white count|low white|low platelets
platelets dropped|platelets fell|low potassium|low sodium|high potassium|osteonecrosis|fracture*|osteopor*|tendon*
gout|cushing*|thyroiditis|adrenal crisis|hypogly*|low sugar|low sugars|pins and needles|slurred|double vision
lost his sight|lost her sight|eye pain|glaucoma|retin*|ringing in|deafness|dysgeus*|lost his taste|lost her taste
lost their taste|metallic taste|memory problem*|forgetful*|disorientat*|mania|manic|panic attack*|depressed
depression after|aggressive*|aggression|irritab*|restless*|jitter*|can't sleep|cannot sleep|could not sleep
couldn't sleep|sleepless*|vivid dreams|bad dreams|self harm|suicide|overslept|unsteady|wobbly|ataxi*|stumbl*|falling
fell over|a fall|paraesthes*|paresthes*|guillain*|meningitis|encephalitis|pml|zoster|tb reactivation|reactivat*
cellulitis|opportunistic|febrile|temperature of|lymphadenop*|second cancer|secondary cancer|new tumour|melanoma|itu
high dependency|rushed to hospital|taken to hospital|died on|death of|found dead|lost a patient|lost one patient
lost someone|fatally|put on weight|putting on weight|gained ten|weight up|lost appetite|loss of appetite|off her food
off his food|anorexia|cachexia|libido|sexual dysfunction|amenorrh*|period stopped|heavy periods|breast pain|hair fell
hair falling|hair came out|thinning hair|brittle nails|nail changes|lost nails|peeled|peels|skin came off|mouth sore*
sores|burnt|burned|burns|scald*|went yellow|turned yellow|went blue|turned blue|went grey|went white|floppy
not breathing|stopped breathing|barely breathing|apnoea|apnea|choked|choking|more seizures|more attacks|neuritis
incoherent|delusion*|paranoi*|zombie|sleepwalk*|addict*|craving*|tremul*|grinding|clench*|blurry|floaters|eye bleed
bled into|internal bleed*|gum bleed*|wound infection|poor healing|scarring|hyperpigment*|sunburn*|dehydrat*|wasting
quaddel*|pustel*|bläschen*|blasenbildung|hautreaktion*|rötung*|ekzem*|umgekippt|umgefallen|kollabiert*|kollaps
zusammengebrochen|bewusstlos*|synkop*|taubheit*|taube finger|kribbeln|zittern|tremor|schüttelfrost|schweißausbr*
herzstolpern|herzrhythmus*|vorhofflimmern|ohrensausen|sehstörung*|doppelbilder|verschwommen*|gewichtszunahme
zugenommen|abgenommen|gewichtsverlust|appetitlos*|appetitverlust|verstopfung|blähungen|magenschmerz*|bauchschmerz*
bauchkrämpfe|gelenkschmerz*|muskelschmerz*|gliederschmerz*|brustschmerz*|schlaflos*|schlafstörung*|albträume|alpträume
depressiv*|suizid*|selbstmord*|krampfanfall|krampfanfälle|epileptisch*|schlaganfall|herzinfarkt|lungenembolie
nierenwerte|kreatinin|thrombozyten*|leukozyten*|neutropenie|anämie|lungenentzündung|infekt|infekte|infektion*
gürtelrose|herpes|notaufnahme|notarzt|starb|tod|tot|todesfall|schlecht vertragen|nicht vertragen|vertrug|verträgt
nesselsucht|exanthem*|ödem*|blutungen|geblutet|nasenbluten|hämatom*|blaue flecken|schläfrig*|benommen*|unruhig|unruhe
aggressiv*|sodbrennen|mundtrocken*|geschmacks*|geschmack|pankreatitis|kolitis|frakturen|fraktur|stationär aufgenommen
sturz|erbricht|übergeben|brechreiz|krämpfe|krampf|herzklopfen|blutdruckabfall|unterzucker*|hypoglyk*|reaktion*
"""
EVENT_SUFFIXES = "rrhagia|rrhage|rrhoea|penia|aemia|emia|algia|toxicity|myolysis|pathy|plegia|iasis|itis"
# What may be an everyday complaint: only with a treatment, and with someone to whom it happened.
SOFT_EVENT = """
tired|tiredness|weak|faint|grey|pale|dry eyes|dry skin|aching|aches|achy|hurts|hurt|twitch*|wired|on edge|tearful
low mood|anxious|nervous|moody|hot|cold|flushed|bloated|gassy|thirsty|hungry|appetite|weight|kilos|pounds|two stone
half a stone|stone lighter|spots|spotty|hair|nails|eyes|mouth|foggy|groggy|hungover|sluggish|slow|stopped because
stopped it because|came off it|come off it|could not stand|couldn't stand|feels worse|felt worse|made her worse
made him worse|felt awful|felt terrible|felt ill|bad turn|funny turn|queasy|off balance|coughs|sneez*|runny|discharge
period|periods|platelets|potassium|sodium|haemoglobin|white cells|neutrophils|alt|ast|bilirubin|creatinine|egfr
amylase|lipase|ck|glucose|sugars|blood pressure|pulse|heart rate|inr|ecg|müde|schwach|blass|trockene*|verschlechter*
schlechter|schlapp|kreislauf|puls|blutdruck|gewicht|kilo|appetit|haare|nägel|augen|mund|nervös|blutbild|kalium|natrium
hämoglobin|schmerzhaft*
"""
# Parts of people, what goes wrong with them, and what somebody can no longer do.
BODY = """
skin|face|cheek*|eye|eyes|eyelid*|lip|lips|tongue|throat|neck|leg|legs|foot|feet|ankle*|hand|hands|finger*|toe|toes
arm|arms|palm|palms|sole|soles|back|chest|stomach|belly|tummy|gut|bowel*|head|scalp|heart|ear|ears|mouth|gum|gums
teeth|jaw|hair|nail|nails|joint|joints|knee|knees|hip|hips|muscle|muscles|shoulder*|breast|breasts|urine|stool|stools
vision|speech|haut|gesicht|auge|augen|lippe|lippen|zunge|hals|bein|beine|beinen|fuß|füße|füßen|hände|händen|finger
arme|armen|rücken|brust|bauch|magen|darm|kopf|kopfhaut|herz|ohr|ohren|mund|zahnfleisch|zähne|kiefer|haare|nägel
gelenke|gelenk|knie|muskeln|schulter|urin|stuhl|sicht|stimme
"""
BAD = """
red|raw|swollen|swelled|puffy|itchy|itches|itching|dry|burn|burns|burning|burnt|sore|ache|aches|aching|hurt|hurts|numb
tingling|peeling|peeled|cracked|cracking|bleeding|bled|blistered|blisters|blotchy|yellow|blue|black|purple|pale|stiff
weak|shaking|shaky|trembling|racing|pounding|irregular|upset|thinning|falling out|fell out|fallen out|dark|bloody
blurred|slurred|twitching|cramping|inflamed|infected|painful|weeping|drooping|locked|wund|rot|rote|roten|gerötet
geschwollen*|juckt|jucken|juckend*|trocken|brennt|brennen|tut weh|schmerzt|schmerzen|taub|kribbelt|kribbeln|blutet
bluteten|blasen|gelb|blau|blass|steif|zittert|zittern|rast|ausgefallen|fallen aus|fielen aus|dunkel|blutig
verschwommen|entzündet|offen
"""
UNABLE = """
can't|cannot|could not|couldn't|can hardly|could hardly|can barely|could barely|unable to|not able to|no longer
hardly able|struggles to|struggled to|trouble|difficulty|kann nicht|konnte nicht|kann kaum|konnte kaum|nicht mehr
"""
ABLE = """
walk|walking|stand|standing|see|seeing|hear|hearing|speak|speaking|talk|talking|swallow|swallowing|breathe|breathing
sleep|sleeping|eat|eating|move|moving|urinate|pass water|pee|concentrate|concentrating|think|drive|driving|get up
climb the stairs|hold a|use his|use her|lift|remember|focus|bend|gehen|laufen|stehen|sehen|hören|sprechen|schlucken
atmen|schlafen|essen|aufstehen|wasserlassen|auto fahren
"""
# And that it is out of order.
OUT_OF_ORDER = """
stopped because|dropped|dropping|drops to|fell|fell to|falling|crashed|plummeted|doubled|tripled|trebled|rose|risen
went up|gone up|going up|shot up|up again|too high|too low|went down|gone down|out of range|through the roof|raised
elevated|abnormal|deranged|put on|piled on|gained|lost|losing|heavier|lighter|awful|terrible|worse|since the|since she
since he|since starting|ever since|after the|after each|after every|after her|after his|after starting|on it|while on
under the|on the drug|within|every time|seit der|seit dem|seit beginn|nach der|nach dem|nach jeder|unter der|unter dem
gestiegen|angestiegen|gefallen|gesunken|abgefallen|verdoppelt|erhöht|zu hoch|zu niedrig|ausgefallen|verloren
zugenommen
"""
