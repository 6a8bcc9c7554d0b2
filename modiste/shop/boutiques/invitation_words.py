"""The words of the mail that invites somebody into a boutique, in every language."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "fr", "de"]

SUBJECT: Mapping[Language, str] = {
    "en": "{boutique} invites you to work with them on Modiste",
    "fr": "{boutique} vous invite à travailler avec elle sur Modiste",
    "de": "{boutique} lädt Sie ein, auf Modiste mitzuarbeiten",
}
TEXT: Mapping[Language, str] = {
    "en": """The boutique {boutique} sells on Modiste and would like you to work with them there: to pack and send
parcels, to give money back, and to look after the pieces that it sells.

Follow this link until {until} (UTC), sign in or make an account, and agree:
{link}

The link works once. Whoever has it can join in your place, so do not pass it on.

--
You get this mail because somebody at {boutique} wrote down your address. If you do not know them, do nothing: the
invitation ends by itself, and your address is forgotten with it.
""",
    "fr": """La boutique {boutique} vend sur Modiste et souhaite que vous y travailliez avec elle : préparer et envoyer
les colis, rembourser, et prendre soin des pièces qu’elle vend.

Suivez ce lien avant le {until} (UTC), connectez-vous ou créez un compte, puis acceptez :
{link}

Le lien ne sert qu’une fois. Qui le possède peut prendre votre place : ne le transmettez pas.

--
Vous recevez ce mail parce que quelqu’un chez {boutique} a saisi votre adresse. Si vous ne connaissez pas cette
boutique, ne faites rien : l’invitation prend fin d’elle-même, et votre adresse est oubliée avec elle.
""",
    "de": """Die Boutique {boutique} verkauft auf Modiste und möchte, dass Sie dort mitarbeiten: Pakete packen und
verschicken, Geld zurückgeben und sich um die Stücke kümmern, die sie verkauft.

Folgen Sie diesem Link bis {until} (UTC), melden Sie sich an oder legen Sie ein Konto an, und stimmen Sie zu:
{link}

Der Link gilt einmal. Wer ihn hat, kann an Ihrer Stelle mitarbeiten: Geben Sie ihn nicht weiter.

--
Sie bekommen diese Mail, weil jemand bei {boutique} Ihre Adresse eingetragen hat. Wenn Sie die Boutique nicht kennen,
brauchen Sie nichts zu tun: Die Einladung endet von selbst, und Ihre Adresse wird mit ihr vergessen.
""",
}
