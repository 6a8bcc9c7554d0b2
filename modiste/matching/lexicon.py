"""Words that mean the same in the languages of European shops: colours, whom a garment is for, editions and extras."""

from functools import cache

# One line a colour: its English name, then what shops call it elsewhere (folded: no accents, lower case).
COLOURS = """
black noir noire negro negra nero nera schwarz czarny czarna preto sort svart zwart musta anthracite onyx jet
white blanc blanche blanco blanca bianco bianca weiss bialy biala branco hvid vit wit ivory offwhite ecru cream
grey gray gris grigio grigia grau szary cinza graa gra grijs graphite charcoal slate gunmetal
silver argent argente plata argento silber srebrny metallic platinum steel
blue bleu bleue azul blu azzurro blau niebieski bla blauw cobalt royal aqua cyan lagoon laguna sapphire denim
navy marine marino marina granatowy obsidian midnight
red rouge rojo roja rosso rossa rot czerwony vermelho rod rood crimson scarlet lava karminrot cherry ruby
green vert verte verde grun zielony gron groen lime mint jade emerald khaki kaki forest moss
yellow jaune amarillo giallo gelb zolty amarelo gul geel volt lemon mustard
orange naranja arancio arancione pomaranczowy laranja oranje mango tangerine apricot
pink rose rosa rosado rozowy roze fuchsia magenta coral blush salmon
purple violet violette morado viola lila lilla fioletowy roxo lavender plum mauve aubergine grape
brown brun marron marrone braun brazowy marrom bruin chocolate cognac espresso mocha chestnut
beige sand taupe camel nude tan creme natural stone champagne oatmeal
gold or oro dore dorado golden zloty dourado guld goud bronze copper
burgundy bordeaux maroon wine oxblood merlot
turquoise turq turchese turkis teal petrol
olive oliva oliv oliwkowy
multicolour multicolor multi
"""

PEOPLE = """
women womens woman wmns femme femmes mujer mujeres donna damen dames ladies lady female feminino damski damskie
men mens man homme hommes hombre hombres uomo herren heren male masculino meskie meski gents
kids kid junior juniors jr youth boys girls boy girl child children enfant enfants ninos bambino kinder gs ps td toddler
unisex
"""

MATERIALS = """
linen lin lino leinen len
silk soie seda seta seide jedwab satin
cotton coton algodon cotone baumwolle bawelna katoen
wool laine lana wolle welna wol merino
cashmere cachemire cachemir kaschmir
leather cuir cuero piel pelle leder skora laer
suede daim ante camoscio wildleder
denim jean
velvet velours terciopelo velluto samt
corduroy cord pana kord
lace dentelle encaje pizzo spitze
viscose rayon lyocell tencel modal
polyester nylon polyamide
fleece polaire
canvas toile tela
knit knitted tricot strick flyknit mesh
tweed boucle
chiffon organza tulle
"""

CUTS = """
mini short
midi
maxi
cropped crop
slim skinny fitted
loose relaxed oversized baggy
wide wideleg flared bootcut
straight regular
pleated plisse
wrap
high hi
low lo
mid
longsleeve sleeved
sleeveless tank
"""

GARMENTS = """
dress robe vestido vestito abito kleid sukienka dresses gown
skirt jupe falda gonna rock spodnica skirts
blouse bluse blusa top tunic tops
shirt chemise camisa camicia hemd koszula shirts
tshirt tee tees
trousers pants pantalon pantalones pantaloni hose spodnie trouser chinos
jeans jegging
shorts bermuda
coat manteau abrigo cappotto mantel plaszcz coats trench parka
jacket veste chaqueta giacca jacke kurtka jackets blazer
sweater pullover jumper pull jersey maglione sweatshirt hoodie
cardigan gilet vest waistcoat
jumpsuit playsuit combinaison
boots boot bottes botas stivali stiefel botki bootie
sneakers sneaker trainers trainer baskets zapatillas
sandals sandal sandales sandalias sandalo flipflops
loafers loafer mocassin ballerina flats pumps heels
bag sac bolso borsa tasche torba handbag clutch backpack tote purse wallet
scarf echarpe bufanda sciarpa schal szalik stole
hat cap chapeau sombrero cappello hut beanie
belt ceinture cinturon cintura gurtel
watch montre reloj orologio uhr
socks sock briefs bra
"""

# Kinds of thing that a title may name beside a product without being it.
ASIDE = """
case cover pouch sleeve skin holster
upgrade upg upgrades crossgrade
refurbished refurb renewed used openbox preowned
replacement refill spare
bundle kit set combo
academic education student teacher edu school
license licence seat volume subscription maintenance
mac macintosh osx
windows win pc
deluxe professional pro premium standard basic ultimate home enterprise express lite plus mini max elite
"""


@cache
def _groups(text: str) -> dict[str, str]:
    return {word: line.split()[0] for line in text.strip().splitlines() for word in line.split()}


def colours_in(words: tuple[str, ...]) -> frozenset[str]:
    """The English names of the colours among folded words."""
    groups = _groups(COLOURS)
    return frozenset(groups[word] for word in words if word in groups)


def people_in(words: tuple[str, ...]) -> frozenset[str]:
    """Whom folded words say the product is for: `women`, `men`, `kids`, `unisex`."""
    groups = _groups(PEOPLE)
    return frozenset(groups[word] for word in words if word in groups)


def garments_in(words: tuple[str, ...]) -> frozenset[str]:
    """What folded words say the thing is: `dress`, `coat`, …"""
    groups = _groups(GARMENTS)
    return frozenset(groups[word] for word in words if word in groups)


def makes_in(words: tuple[str, ...]) -> frozenset[str]:
    """What folded words say of how it is made: its material and its cut."""
    materials, cuts = _groups(MATERIALS), _groups(CUTS)
    return frozenset(materials.get(word) or cuts[word] for word in words if word in materials or word in cuts)


@cache
def _aside() -> dict[str, str]:
    lines = ASIDE.strip().splitlines()
    kinds = {word: line.split()[0] for line in lines[:-1] for word in line.split()}
    return kinds | {word: word for word in lines[-1].split()}


def asides_in(words: tuple[str, ...]) -> frozenset[str]:
    """What folded words say of an edition, an accessory or a condition: `case`, `upgrade`, `professional`, …"""
    kinds = _aside()
    return frozenset(kinds[word] for word in words if word in kinds)
