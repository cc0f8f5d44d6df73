"""What gives a patient away: names, dates of birth, numbers, addresses, ages over 89. Written for this project."""

from bench.safety_patterns import CAPITALS, END, LETTERS, START, clue, words

SMALL = "a-zß-öø-ÿāăąćčďđēĕėęěğģħĩīĭįıĺľłńņňōŏőœŕřśşšţťũūŭůűųźżž'"
# A name as it is written: Kowalski, O'Donnell, Smith-Jones, McKay; and an initial.
NAME = f"[{CAPITALS}][{LETTERS}']*[{SMALL}][{LETTERS}']*(?:-[{CAPITALS}][{SMALL}]+)?"
INITIAL = f"[{CAPITALS}][.]?"
PARTICLE = "(?:van|von|de|der|den|da|dos|di|la|el|al|bin|ibn|zu|ten)"
FULL = f"(?:(?:{NAME}|{INITIAL}) ){{0,2}}(?:{PARTICLE} ){{0,2}}{NAME}"
# Capitals that stand where a name could stand.
NO_NAME = (
    f"(?!(?:Dr|Prof|Doctor|Professor|Who|With|Was|Has|Had|Is|In|On|The|This|That|At|And|But|For|From|Not|All|MRI|CT|GP"
    f"|NHS|ECG|HIV|COPD|HCC|ALT|Alt|Aged|Born|DOB|Tel|Hospital|Reported|Information|Safety|Association|Group|Council"
    f"|Advocacy|Care|Support|Health|Clinic|Organisation|Society|Portal|Pathway|Registry|Experience|Journey|Day|Line"
    f"|Januar|Februar|März|April|Mai|Juni|Juli|August|Doktor|Professor|Kollegin|Ärztin|Zitat|Transport|Services"
    f"|January|February|March|May|June|July|September|October|November|December|Monday|Friday)(?![{LETTERS}]))"
)
TITLE = (
    "(?:Mr|Mrs|Ms|Miss|Mister|Master|Mme|Mlle|Madame|Monsieur|Señora|Señor|Sra|Signora|Signor|Sig|Pani|Pan"
    "|Herr|Herrn|Frau|Fräulein|Mevrouw|Meneer|Shri|Smt|Hr|Fr)[.]?"
)
PATIENT = (
    "(?:[Pp]atient|[Pp]atientin|[Pp]ts?|[Pp]atienten|[Pp]t[.]|[Nn]amed|[Cc]alled|[Nn]amens|[Ll]ady|[Bb]oy|[Gg]irl"
    "|[Pp]atient's name is|[Nn]ame is)"
)
GIVEN = """
Aaron|Abdul|Abigail|Adam|Adrian|Agnes|Agnieszka|Ahmed|Aisha|Alan|Albert|Alejandro|Alessandro|Alex|Alexander|Alexandra
Alexandre|Ali|Alice|Alicia|Amanda|Amina|Amir|Amy|Ana|Anders|Andrea|Andreas|Andrew|Andrzej|Angela|Anita|Anja|Ann|Anna
Anne|Annette|Anthony|Antonio|Arjun|Arthur|Astrid|Ayşe|Barbara|Beatrice|Benjamin|Bernd|Birgit|Björn|Brian|Brigitte
Carlos|Carmen|Caroline|Catherine|Charles|Charlotte|Chen|Chiara|Chinedu|Chloe|Christa|Christian|Christina|Christine
Christopher|Claire|Clara|Claudia|Daniel|Daniela|David|Deborah|Denise|Diana|Diego|Dieter|Dimitri|Dorothy|Edward|Elena
Eleanor|Elif|Elizabeth|Ella|Ellen|Emily|Emma|Erik|Erika|Ernst|Esther|Eva|Fatima|Fatma|Felix|Fernando|Fiona|Francesca
Francesco|Frank|Franz|Friedrich|Gabriel|Gabriele|George|Gerhard|Giovanni|Giulia|Giuseppe|Gloria|Grace|Greta|Guillermo
Günter|Gustav|Hannah|Hans|Harold|Harry|Hasan|Heather|Heinz|Helen|Helena|Helga|Helmut|Henrik|Henry|Hiroshi|Horst|Hugo
Ian|Ibrahim|Ingrid|Irena|Isabel|Isabella|Ivan|Jack|Jacob|Jacqueline|James|Jan|Jane|Janet|Jasmin|Javier|Jean|Jennifer
Jessica|Joan|João|Johan|Johann|John|Jonas|Jorge|José|Josef|Joseph|Joshua|Juan|Judith|Julia|Julie|Jürgen|Karen|Karin
Karl|Katarzyna|Katharina|Katherine|Kathleen|Katja|Kenneth|Kevin|Klaus|Krzysztof|Kumar|Lars|Laura|Lauren|Lena|Leon
Liam|Linda|Lisa|Louis|Louise|Luca|Lucas|Lucia|Lucy|Luis|Lukas|Magdalena|Małgorzata|Manfred|Manuel|Marco|Marek
Margaret|Maria|Marie|Mario|Marion|Marta|Martha|Martin|Martina|Mary|Mateusz|Matteo|Matthew|Matthias|Mehmet|Mei|Melissa
Michael|Michel|Miguel|Mohamed|Mohammed|Monika|Muhammad|Mustafa|Nadia|Natalia|Natasha|Nicholas|Nicole|Nikolai|Nina
Noah|Olga|Oliver|Olivia|Omar|Pablo|Patricia|Patrick|Paul|Paula|Pavel|Pedro|Peter|Petra|Philip|Pierre|Piotr|Priya
Rachel|Rafael|Rahul|Raj|Rajesh|Rebecca|Renate|Ricardo|Richard|Robert|Roberto|Rosa|Ruth|Sabine|Sam|Samantha|Samuel
Sandra|Sara|Sarah|Sebastian|Sergei|Sharon|Silvia|Simon|Sofia|Sophie|Stefan|Stephanie|Stephen|Steven|Susan|Susanne
Svetlana|Sven|Tanja|Tatiana|Teresa|Thomas|Tim|Tobias|Tomasz|Torsten|Ursula|Uwe|Valentina|Vera|Victoria|Viktor
Vincent|Wei|Werner|William|Wolfgang|Yasmin|Yuki|Yusuf|Zeynep|Zofia
"""
MONTH = """
january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep
sept|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|okt|dez
"""
DAY = "[0-3]?[0-9]"
YEAR = "(?:19|20)[0-9][0-9]"
DATE = (
    f"(?:{DAY}[./-] ?[01]?[0-9][./-] ?(?:{YEAR}|[0-9][0-9])|{YEAR}[-/.][01]?[0-9][-/.]{DAY}"
    f"|{DAY}(?:st|nd|rd|th|[.])?(?: of)? {words(MONTH)}[.,]? {YEAR}|{words(MONTH)}[.]? {DAY}(?:st|nd|rd|th)?,? {YEAR})"
)
# Old enough that hardly anything but a birth is dated so in a note.
OLD_DATE = f"(?:{DAY}[./-][01]?[0-9][./-](?:19[0-9][0-9]|200[0-9])|19[0-9][0-9]-[01][0-9]-[0-3][0-9])"
BIRTH = (
    f"{START}(?:born(?: on| in)?|dob|d[.]o[.]b[.]?|date of birth|birth ?date|birthday|geb[.]?|geboren(?: am)?"
    f"|geburtsdatum|geburtstag|jahrgang)(?: is| was| am|:)?[ :]{{1,3}}"
)
SEPARATED = "[ ()/.-]{0,3}"
NOT_IN_NUMBER = "(?<![0-9A-Za-z./:#_+-])"
NO_MORE = "(?![0-9A-Za-z_]|[./-][0-9])"
PHONE = (
    f"{NOT_IN_NUMBER}(?:[+][1-9][0-9]{{0,2}}(?:{SEPARATED}[0-9]){{7,12}}"
    f"|[(]?0[1-9](?:[ ()/-]{{0,2}}[0-9]){{8,10}}|[(]?[2-9][0-9]{{2}}[)]?[ .-][0-9]{{3}}[ .-][0-9]{{4}}){NO_MORE}"
)
CALLED = (
    f"{START}(?:tel|telephone|phone|mobile|mob|cell|call(?: (?:her|him|them))?|ring|handy|telefon|mobil|fax|whatsapp)"
    f"(?:[.:]|nummer| number| no[.]?| is| on| at){{0,3}} {{0,2}}"
)
DIGITS = f"[+(]?[0-9](?:[ ()/-]{{0,2}}[0-9]){{5,13}}{NO_MORE}"
RECORD = (
    f"{START}(?:mrn|nhs|chi|kvnr|ssn|medicare|medicaid|(?:hospital|patient|record|chart|case|file|insurance|policy|member"
    f"|medical record|health|social security|national insurance|admission|episode|unit|lab|sample)"
    f"(?: record| insurance| card| file)?(?: number| no[.]?| id| nr[.]?| #|#)"
    f"|patienten(?:nummer|nr[.]?|-?id)|fall(?:nummer|nr[.]?)|versicherten(?:nummer|nr[.]?)|krankenkassennummer|aktenzeichen)"
)
NUMBER = "[a-z]{0,3}[-/ ]?[0-9][0-9 /-]{2,14}[0-9][a-z]?"
LINK = "(?: number| no[.]?| nr[.]?| id)?(?: is| was| ist|:)?[ :#]{1,3}"
STREET = (
    f"(?:[0-9]{{1,4}}[a-d]?,? (?:[{LETTERS}'.-]+ ){{1,3}}?(?:street|st|road|rd|lane|avenue|ave|drive|close|grove|court"
    f"|way|terrace|crescent|place|gardens|square|hill|boulevard|blvd|row|park|mews|walk){END}[.]?"
    f"|[0-9]{{1,4}}[a-d]?,? (?:rue|avenue|boulevard|place|via|calle|plaza|ulica) (?:[{LETTERS}'-]+ ?){{1,4}}"
    f"|(?:[{LETTERS}-]+ )?[{LETTERS}-]*(?:straße|strasse|str[.]|gasse|weg|platz|allee|ring|ufer|damm)"
    f" [0-9]{{1,4}} ?[a-d]?{END})"
)
POSTCODE = (
    "(?:[a-z]{1,2}[0-9][0-9a-z]? [0-9][a-z]{2}|[a-z][0-9]{2} [a-z0-9]{4}|(?:[a-z]{1,2}-)?[0-9]{4,5}(?:-[0-9]{4})?"
    f"|[0-9]{{4}} [a-z]{{2}}){END}(?: [{LETTERS}-]{{2,20}})?"
)
ADDRESS = f"{START}{STREET},? {{0,2}}(?:[{LETTERS}-]{{2,20}},? ){{0,3}}?{POSTCODE}"
# Numbers known by their shape: a German insured person's, an American's, a Briton's.
KNOWN_SHAPE = "(?:[a-z][0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[a-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d])"
AGE = "(?:9[0-9]|1[01][0-9])"

# Clues: what some word (or one of @ * + #) has to look like for a pattern to have a chance, so that the server need not
# try it on every text. NOT_IN_NUMBER lets a letter with an accent stand before.
DIGIT = f"[{LETTERS}]*[0-9][{LETTERS}]*"
DIGITS_2 = f"[{LETTERS}]*[0-9]{{2}}[{LETTERS}]*"
OLD = f"[{LETTERS}]*(?:19|200)[0-9]+[{LETTERS}]*"
NUMBERED = f"[+]|[^0-9A-Za-z]*(?:0[1-9][{LETTERS}]*|[2-9][0-9]{{2}})"
TITLED = TITLE.removesuffix("[.]?")
PATIENTS = "[Pp]atient(?:in|en)?|[Pp]ts?|[Nn]amed?|[Nn]amens|[Cc]alled|[Ll]ady|[Bb]oy|[Gg]irl"
BORN = "born|d|dob|birth|birthdate|birthday|geb|geboren|geburtsdatum|geburtstag|jahrgang"
CALLS = f"(?:tel|phone|mob|cell|call|ring|handy|fax|whatsapp)[{LETTERS}]*"
RECORDS = (
    "mrn|nhs|chi|kvnr|ssn|medicare|medicaid|number|no|id|nr|#|patienten(?:nummer|nr)|fall(?:nummer|nr)"
    f"|versicherten[{LETTERS}]*|krankenkassennummer|aktenzeichen"
)
STREETS = (
    "street|st|road|rd|lane|avenue|ave|drive|close|grove|court|way|terrace|crescent|place|gardens|square|hill|boulevard"
    "|blvd|row|park|mews|walk|rue|via|calle|plaza|ulica"
    f"|[{LETTERS}]*(?:straße|strasse|str|gasse|weg|platz|allee|ring|ufer|damm)"
)
OVER_89 = f"{AGE}[{LETTERS}]*"

# (rule, view, group, expression, clues): the group is the span that is marked; every clue has to be met.
IDENTITY = [
    ("patient_identity_name", "raw", 0, f"{START}{TITLE} {NO_NAME}{FULL}", [TITLED]),
    ("patient_identity_name", "raw", 1, f"{START}{PATIENT},? \"?({NO_NAME}{FULL}|[{CAPITALS}][.] ?{NAME})", [PATIENTS]),
    ("patient_identity_birth", "low", 1, f"{BIRTH}({DATE}){END}", [BORN, DIGIT]),
    ("patient_identity_birth", "low", 0, f"[*] ?{DATE}{END}", ["[*]", DIGIT]),
    ("patient_identity_soft_date", "low", 0, f"{NOT_IN_NUMBER}{OLD_DATE}{NO_MORE}", [OLD]),
    ("patient_identity_phone", "low", 0, PHONE, [NUMBERED]),
    ("patient_identity_phone", "low", 1, f"{CALLED}({DIGITS})", [CALLS, DIGIT]),
    ("patient_identity_email", "low", 0, "[0-9a-z][0-9a-z._+-]{0,63}@[0-9a-z][0-9a-z.-]{0,80}[.][a-z]{2,20}", ["@"]),
    ("patient_identity_record", "low", 1, f"{RECORD}{LINK}({NUMBER}){END}", [RECORDS, DIGIT]),
    ("patient_identity_record", "low", 0, f"{NOT_IN_NUMBER}{KNOWN_SHAPE}{NO_MORE}", [DIGITS_2]),
    ("patient_identity_address", "low", 0, ADDRESS, [STREETS, DIGIT]),
    ("patient_identity_age", "low", 0, f"{START}{AGE}[ -]?(?:years?|yrs?|y)?[ -]?(?:old|o|y[./]?o){END}", [OVER_89]),
    ("patient_identity_age", "low", 0, f"{START}{AGE} ?(?:years? of age|yrs?|y/o|jahre alt){END}", [OVER_89]),
    ("patient_identity_age", "low", 0, f"{START}{AGE}[ -]?jährige[rnms]?{END}", [OVER_89]),
    ("patient_identity_age", "low", 0, f"{START}(?:aged|age|age of|alter von) {AGE}{END}(?! to)", [OVER_89]),
    (
        "patient_identity_soft_name",
        "raw",
        0,
        f"(?<!Dr )(?<!Dr[.] )(?<!Prof )(?<!Prof[.] ){words(GIVEN)} (?:{PARTICLE} ){{0,2}}{NO_NAME}{NAME}",
        [clue(GIVEN)],
    ),
]  # fmt: skip
