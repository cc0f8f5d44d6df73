"""Words of special situations and complaints, written for this project. '*' takes any ending.

The terms follow what the European rules on pharmacovigilance (GVP module VI) call special situations, in the words in
which people in the field say them.
"""

PREGNANCY = """
pregnan*|breastfe*|breast feeding|breast fed|lactat*|trimester|foetus|fetus|foetal|fetal|unborn|in utero|gestation*
conceived|conception|newborn whose mother|whose mother took|mother had taken|nursing mother|nursing her baby|nursing a
mother to be|expecting a baby|expecting her|is expecting|caesarean|positive test|test came back positive|weeks gone
months gone|antenatal|week scan|miscarr*|stillb*|before birth|at birth|birth defect*|schwanger*|stillt|stillte
stillend*|stillzeit|fetal*|ungeboren*|geburtsfehler*|fehlgeburt*|totgeburt*|schwangerschaftswoche|ssw|im ersten monat
im dritten monat|im vierten monat|im fünften monat|im sechsten monat|muttermilch|breast milk|gravid*|pregnancy test
"""
# So plain that a question in the same sentence does not make it a question.
PREGNANT = """
became pregnant|become pregnant|got pregnant|fell pregnant|found out she is|found out she was|found out that she is
is pregnant|was pregnant|is now pregnant|turned out to be pregnant|conceived on|conceived while|is breastfeeding
was breastfeeding|whose mother took|whose mother was on|mother had taken|mother took|exposed in utero
partner is pregnant|partner is expecting|partner became pregnant|schwanger geworden|wurde schwanger|ist schwanger
war schwanger|stellte sich heraus dass sie schwanger|stillt weiter|schwanger wurde|schwanger ist
"""
# A treatment that failed: what says so by itself, what has to be denied, what has come back.
FAILED = """
no response at|no response after|no response in|show no response|shows no response|showed no response|then nothing
never worked|never helped|nie gewirkt|nie geholfen|no longer work*|stopped working|has stopped working|was ineffective
is ineffective|proved ineffective|treatment failure*|therapy failure*|failed treatment|failed to respond
failed to work|failed therapy|failed on|non responder*|nonresponder*|wore off|wears off|wearing off|worn off
breakthrough infection*|vaccine failure*|lost response|loss of response|loss of effect|loss of efficacy
lack of effect*|lack of efficacy|lack of response|lack of benefit|lacked effect|lost its effect|lost effect
efficacy waned|effect waned|waning effect|too weak|weaker than|seems weaker|is weaker|useless|of no use|a waste
like water|like sugar|like placebo|no better than|remained uncontrolled|remains uncontrolled|still uncontrolled
not under control|inadequate response|poor response|partial response|insufficient response|insufficient effect
little effect|little benefit|hardly any effect|hardly works|barely works|got nothing|did nothing|does nothing
do nothing|doing nothing|made no difference|makes no difference|resistant to treatment|refractory|wirkungslos*
wirkverlust*|wirkungsverlust*|wirkungseintritt fehlt|therapieversagen|schlägt nicht an|schlug nicht an|lässt nach
ließ nach|lässt die wirkung|nachlassend*|zu schwach|impfversagen|impfdurchbr*|therapieresisten*|unwirksam*
mangelnde wirk*|fehlende wirk*|unzureichende wirk*|kaum wirkung|wenig wirkung|no fewer|no less|no lower|not fewer
not lower|just as many|as many attacks|as often as|doesn't touch|did not touch|didn't touch|does not touch
does not hold|doesn't hold|does not last|doesn't last|failed in|failed her|failed him|failed after|stays at|stayed at
stuck at|keeps failing|spricht nicht|sprach nicht|keinen erfolg|ohne erfolg|gleich viele|nicht weniger|nicht seltener
"""
DENIED_EFFECT = """
no|not|never|nothing|without|hardly|barely|zero|didn't|doesn't|don't|isn't|wasn't|hasn't|haven't|couldn't|can't|won't
nicht|kein|keine|keinen|keinerlei|ohne|nie|nichts|kaum
"""
EFFECT = """
effect|effects|effective|efficacy|benefit|benefits|benefitted|benefited|response|respond|responding|responded|relief
improvement|improve|improved|improving|better|working|work|worked|works|help|helped|helping|helps|protect|protected
difference|change in his|change in her|change in symptom*|change after|controlled|wirkt|wirkte|wirken|gewirkt|wirkung
wirksam|geholfen|hilft|half|angesprochen|anspricht|besserung|besser|gebessert|getan|effekt|nutzen|linderung
"""
WORKS = """
effect|effects|efficacy|benefit|relief|response|protection|wirkung|wirksamkeit|effekt|linderung|schutz
"""
FADES = """
gone|over|fades|faded|fading|wanes|waned|lasts only|lasted only|only lasts|only lasted|short lived|too short
disappear*|ends|ended|lost|less|smaller|weaker|poor|disappointing|minimal|doubtful|absent|missing|vanish*|verschwindet
verschwunden|weg|vorbei|zu kurz|geringer|schwächer|gering|schlecht|fehlt|fehlte|blieb aus|bleibt aus|ausgeblieben
enttäuschend|hält nur|hielt nur
"""
AGAIN = """
came back|come back|coming back|comes back|back again|were back|was back|are back|is back|returned|relaps*|recurred
recurrence|progressed|progression|grew through|kept growing|grew under|grew despite|worse despite|despite treatment
despite the*|despite full|despite the full|despite the maximum|despite maximum|despite maximal|despite highest
despite good|despite regular|despite taking|as bad as before|same as before|as before|unchanged|no lower|still has
still had|still high|still in pain|still caught|caught it anyway|kam zurück|kommen zurück|kehrte*|rückfall*|rezidiv*
fortgeschritten|progredient|progress unter|wieder da|unverändert|trotz der|trotz therapie|trotz impfung
trotz behandlung|trotz voller|trotz maximaler|trotz hoher|trotz regelmäßig*|trotz einnahme|trotz spritze|immer noch
"""
ERROR = """
by accident|medication error*|dosing error*|dispensing error*|prescribing error*|administration error*
medication mistake*|calculation error*|decimal point|incorrect dose|incorrectly|by mistake|mistakenly|mistake with
mixed up|mix up|mix ups|mixed the|confused the|confused with|accidentally|accidental exposure|accidental injection
in error|inadvertent*|unintentional*|double dose|double dosed|doubled the dose by|doubled up|dose twice
twice in one day|injection twice|tablets twice|given twice|twice the same day|two patches|too high a dose
too low a dose|too high dose|too low dose|too much insulin|missed several|missed doses|missed two|missed three
missed dose*|missed a dose|skipped dose*|skipped a dose|skipped two|forgot to take|forgot her|forgot his
forgot the dose|left out a dose|instead of daily|instead of weekly|instead of once|instead of twice|instead of monthly
instead of under the skin|into the muscle instead|instead of subcutaneous*|instead of oral*|instead of milligram*
instead of units|misread|misprogram*|pump was set|misunderstood the dose|given the wrong|got the wrong
injected the wrong|took the wrong|expired vaccine|expired dose|expired tablet*|too early after|too soon after
infused too|injected too|run in too|given too|undiluted|not diluted|diluted in|wrongly|swallowed the patch
swallowed the supposit*|swallowing the|swallowed the inhaler|drank the|chewed the|someone else's|neighbour's
neighbor's|roommate's|his wife's|her husband's|her sister's|her mother's|adult strength|adult dose|tablespoon*
teaspoon*|kitchen spoon|by guess|another patient's|other patient's|to the wrong|next bed|without removing
not removed the|without taking off|versehentlich|aus versehen|irrtümlich*|vertausch*|verwechsl*|verwechselt
doppelte dosis|doppelt genommen|doppelt gespritzt|falsch dosiert|falsch gespritzt|falsch verabreicht|falsch aufgelöst
falsch verdünnt|medikationsfehler|einnahmefehler|dosierungsfehler|rechenfehler|kommafehler|misused|misuse|misusing
abused|abusing|crushed and|snorted|vergessen zu nehmen|dosis vergessen|einnahme vergessen|zu früh gegeben
zu schnell infundiert|zu schnell gespritzt|unverdünnt|abgelaufene*|jeden tag statt|täglich statt|statt einmal
statt wöchentlich|statt täglich|statt subkutan|missbrauch*
"""
# One thing was done, and it should have been the other.
DID = """
ran|run|went|getrunken|eingenommen|aufgetragen|geschluckt|lief|eingerieben|gave|give|given|gives|took|taken|takes
injected|infused|dispensed|prescribed|applied|used|received|got|wrote|written|ordered|administered|swallowed|drew up
set|as a|gab|gegeben|bekam|bekommen|nahm|genommen|gespritzt|verordnet|abgegeben|verabreicht|erhielt|erhalten
"""
INSTEAD = "rather than|instead of|in place of|statt|anstatt|anstelle|und nicht"
PRICKED = """
needle prick*|needlestick*|needle stick*|pricked herself|pricked himself|pricked her|pricked his|stuck herself
stuck himself|splashed|splash in|splash of|spilled on|spilt on|spilled over|occupational exposure|sprayed in
sprayed into|nadelstich*|stichverletzung*|gestochen mit|verschüttet*|in die augen gespritzt|ins auge gespritzt
near miss|nearly gave|almost gave|beinahe verabreicht
"""
MISSED = """
missed|missing her|missing his|forgot|forgotten|skipped|omitted|left out|ran out|verpasst*|vergessen|ausgelassen
"""
CUT = """
crush*|chew*|cut|cuts|split|splits|halved|opened the|broke the|ground up|zerschnitten|zerkleinert|gemörsert|zermörsert
geteilt|zerkaut
"""
FORMS = """
tablet|tablets|capsule|capsules|patch|patches|pill|pills|tabletten|tablette|kapsel|kapseln|pflaster
"""
MEANT = """
meant for|meant to be|supposed to be|should have been|intended for|slow release|gehört|gedacht für|vorgesehen
"""
WRONG = "wrong|incorrect|falsche|falschen|falscher|falsches|false"
WRONGED = """
dose|doses|drug|strength|medicine|medication|insulin|patient|route|vaccine|pen|tablet|tablets|capsule*|time
formulation|bag|vial*|syringe*|arm|eye|ear|leg|site|vein|muscle|child|man|woman|lady|baby|resident|concentration
infusion|rate|dilution|diluent|interval|day|schedule|product|pack|box|ampoule|pump|chart|label|sachet*|patch|inhaler
device|cream|drop*|technique|way|frequency|dosage|diagnosis and treated|dosis|medikament|stärke|spritze|patientin
patienten|ampulle|beutel|tablette*|tropfen|präparat|packung|abstand|zeitpunkt|technik|auge|bewohner*|konzentration
mittel
"""
OVERDOSE = """
overdos*|overdosage|tenfold dose|poison centre|poisons centre|poison control|poisons information|intentional ingestion
überdos*|überdosis|tablettenüberdos*|giftnotruf|giftzentrale|tablettenintoxikation
"""
TOO_MUCH = """
took too many|took too much|taken too many|taken too much|given too much|too many tablets|too many pills
too many capsules|too many drops|too many units|took the whole|swallowed the whole|swallowed a pack|swallowed a box
swallowed a bottle|swallowed a handful|handful of tablets|handful of pills|whole pack|whole box|whole blister
whole strip|whole bottle|entire pack|entire bottle|entire box|swallowed all|took all the|took all her|took all his
all in one go|in one go|emptied the bottle|emptied the box|emptied the pack|twice the dose|double the dose
triple the dose|times the dose|times the usual|times the prescribed|times the normal|times the recommended
times the intended|times the ordered|times what|times as much|twice as much|twice as many|tenfold|hundredfold
ganze packung|ganze schachtel|ganze flasche|zu viele tabletten|zu viel genommen|zu viel gespritzt|zehnfache*
doppelte menge|doppelte tagesdosis|dreifache*|auf einmal genommen|alle auf einmal|auf einmal|vergiftung*
"""
SWALLOWED = "swallowed|took|taken|ingested|had taken|drank|ate|geschluckt|schluckte|genommen|nahm"
MANY = """
ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred|hundred|dozens|handful*|10|12|14|15|16|18|20|24|25|28|30
40|50|60|80|100|zehn|zwölf|fünfzehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|hundert|dutzend*
"""
COUNTED = """
tablet|tablets|capsule|capsules|pills|pill|patches|ampoules|of the|of them|of her|of his|of those|tabletten|kapseln
"""
DOSES = """
dose|doses|injection|injections|infusion|infusions|tablet|tablets|jab|jabs|shot|shots|insulin|medication|medicine
spritze|spritzen|dosis|dosen|tablette|tabletten|impfung
"""
OFF_LABEL = """
it in children|it in infants|it in toddlers|it in adolescents|it to children|it to infants|it to toddlers
it for children|it to adolescents|es bei kindern|es kindern|es bei säuglingen|es bei jugendlichen|es auch bei kindern
off label*|off licence|off license|offlabel*|not approved for|not approved in|not licensed for|not licensed in
not indicated for|not indicated in|not registered for|not registered in|not authorised*|not authorized*|unlicensed*
unlicenced|unapproved*|unauthorised use|unregistered|outside its label|outside the label|outside label
outside its licence|outside the licence|outside licence|outside its indication|outside the indication
outside indication|outside the approved*|outside the age|beyond the label|beyond its label|beyond the licence
against the label|contrary to the label|although not approved|although the label|though the label|although it is only
although licensed|although approved|licensed from|licensed only|licensed for adults|approved only|approved from
approved for adults|only for adults|it is for adults|adults only|only in adults|meant for adults
below the licensed age|below the age|under the licensed age|under the approved age|younger than the licence
younger than the label|not on the label|not in the label|no licence for|no license for|no approval for|no indication
no label for|without approval|without a licence|without licence|without an indication|above the licensed*
above the approved*|above the maximum|above the recommended*|over the maximum dose|higher than the label*
higher than licensed|higher than approved|labelled dose|labeled dose|licensed dose|approved dose|maximum licensed
own indication|as an experiment|experimentally|compassionate use|label starts|label says|label stops|licence starts
licence says|licence stops|has no licence|has no approval|no licence|for weight loss|to lose weight|zum abnehmen
named patient*|zulassungsüberschreitend*|zulassungsüberschreitung|außerhalb der zulassung|ohne zulassung
keine zulassung|nicht zugelassen|nicht die zulassung|jenseits der zulassung|nicht in der fachinformation
nicht für kinder|keine indikation|ohne indikation|außerhalb der indikation|höher als zugelassen|heilversuch*
erst ab zwölf|erst ab sechs|erst ab 12|erst ab 18|nur für erwachsene
"""
NOT_DOING = """
not|no longer|won't|wouldn't|doesn't|didn't|don't|cannot|can't|couldn't|never|hardly|fails to|failed to|refuses to
nicht|nicht mehr|kaum
"""
DOING = """
stick|sticks|sticking|click|spray|open|close|fire|inject|fit|dissolve|work|working|start|lock|turn|release|come out
light up|beep|draw up|flow|drip|seal|tear|hold|engage|retract|count|deliver|pumpen|pumpt|klebt|kleben|hält|haftet
auslösen|öffnen|schließen|sprüht|sprühen|funktioniert|einrasten|rastet|auflösen|aufziehen|läuft|fließt|dicht|zählt
"""
PART = """
pen|pens|prefilled*|vial*|blister*|tablets|tablet|ampoule*|ampule*|syringe*|needle*|box|boxes|pack|packs|package*
device*|inhaler*|bottle*|solution|seal|seals|cap|batch|batches|lot|carton*|capsules|capsule|cartridge*|packaging
plunger*|injector*|autoinjector*|auto injector*|patch|patches|sachet*|suspension|infusion bag|infusion set|dropper
strip|strips|foil*|lid|lids|stopper*|tube|tubes|spray*|nozzle|dose counter|counter|button|spring|label|leaflet*
delivery|shipment*|pallet|cold chain|powder|diluent|cream|ointment|syrup|drops|insulin|vaccine|vaccines|liquid|kit
kits|pump|medicine|ampulle*|fertigspritze*|fertigpen*|spritze*|nadel*|packung*|schachtel*|flasche*|fläschchen
durchstech*|tablette*|kapsel*|inhalator*|pflaster|beutel|salbe|tropfen|saft|lösung|pulver|charge|lieferung*|kühlkette
beipackzettel|etikett*|verschluss|stopfen|kolben|zählwerk
"""
BROKEN = """
air in|air bubble*|only air|water instead|luft statt|luftblase*|nur luft|spots on|specks|dots on|stains|flecken
dropped out|wet inside|damp|feucht|soggy|sharp edge*|too thick|too thin|broken|broke|breaks off|cracked|crack|cracks
leak*|jam|jams|jammed|stuck|empty|half empty|half full|discolou*|discolor*|cloudy|murky|particle*|torn|bent|defect*
counterfeit*|fake|fakes|falsified|tamper*|contaminat*|mould*|moldy|smell*|smelt|smelled|stank|sticky|damaged
wrong label|wrong leaflet|for another|another strength|mislabel*|misprint*|illegible|unreadable|would not inject
did not fire|won't fire|didn't fire|did not inject|didn't inject|would not open|did not release|didn't release
would not click|did not click|didn't click|doesn't click|no click|would not spray|did not dissolve|doesn't dissolve
would not dissolve|won't dissolve|came off|comes off|fell off|falls off|fell apart|fall apart|fell to|snapped|loose
crumbl*|chipped|rust*|malfunction*|faulty|foreign|floating|flakes|flaky|clumps|clumped|lumps|lumpy|crystal*|sediment
precipitat*|split|shattered|was missing|were missing|missing from|too few|one short|two short|out of date
past its expiry|past expiry|expired|clogged|blocked|brown|yellowish|brownish|pink|wrong colour|wrong color|odd colour
changed colour|changed color|frozen|thawed|too warm|arrived warm|was warm|cold chain|temperature excursion|no liquid
no powder|nothing comes|nothing came|comes out when|does not come out|already open|already opened|was open|milky
turbid|bitter|tastes|rattles|does not lock|doesn't lock|does not fit|doesn't fit|would not work|doesn't start|milchig
lief daneben|läuft aus|lief aus|ausgelaufen|geöffnet|a hair|hair in|insect|glass in|splinter*|dented|bulging
swollen pack|not sealed|unsealed|seal was|does not count|doesn't count|did not count|stays on|undicht*|kaputt|defekt*
zerbroch*|gebrochen|abgebrochen|trüb*|verfärbt*|verfärbung*|leer|leere|verklemmt|klemmt*|klemmte*|beschädigt*
gefälscht*|fälschung*|quality complaint|flocken|flockig|ausgeflockt|klumpen|klumpig|kristall*|partikel*|riss|risse
sprung|verschimmelt|schimmel|riecht|roch|stinkt|zerbröselt*|bröselt|bröckel*|fehlte|fehlten|zu wenig inhalt
warm angekommen|kam warm|gefroren|unterbrochen|verbogen|löst sich nicht|löste sich nicht|rastet nicht|auslös*
ausgelöst nicht|undichte*|falsch etikett*|falsch beschriftet|abgelaufen
"""
QUALITY = (
    "product quality|quality complaint*|quality defect*|qualitätsmangel*|produktmangel*|quality problem*"
)
TOLD = """
their|them|unit|centre|team|abteilung|praxis|he|she|his|her|patient|patients|pt|one|two|three|four|five|last|someone
dr|consultant|gp|nurse|they|we|i|colleague*|doctor|uses|used|prescribes|gave|give|giving|gives|some|several|woman|man
lady|child|children|in a|runs|starts|started|sie|er|ihre|seine|patientin|patienten|bei|mother|pharmacist|pharmacy
specialist|teenager|toddler|bekommen|bekommt|gibt|girl|boy|ward|hospital|customer|our|the drug|setzt|ärztin|arzt
klinik|kinder|kind
"""
TOPIC = """
should be|should have|guideline*|recommend*|fear of|afraid of|worried about|worry about|asked for|wants to know
want to know|would like|trial of|in the trial|registry|pathway|payer*|reimburs*|referral*|screening|clinic is
appointment*|leitlinie*|protocol|failed therapies|have failed|versagt haben|before approval|algorithm|the form|a form
forms|helpline|portal|app|questionnaire|survey|letter*|transport|training|wünscht sich|überweis*|kasse|kassen
formulary|insurer*|insurance
"""
