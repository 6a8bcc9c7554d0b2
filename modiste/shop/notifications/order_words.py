"""The words of mails and pushes about orders: a title and the lines below it for each step, in every language.

A line that names something that is not known is left out: not every parcel has a number to follow it by.
"""

from collections.abc import Mapping

from modiste.shop.notifications.facts import OrderNewsKind as Kind

ORDER_WORDS: Mapping[str, Mapping[Kind, tuple[str, str]]] = {
    "en": {
        Kind.ORDER_PLACED: (
            "Order {number} is placed",
            "We keep its pieces for you for {minutes} minutes. Pay {total} within that time to have them sent.",
        ),
        Kind.ORDER_PAID: (
            "Order {number} is paid",
            "Thank you: {total} came in, and your pieces are being packed.",
        ),
        Kind.ORDER_EXPIRED: (
            "Order {number} was not paid in time",
            "We could keep its pieces no longer. They are back in your cart, as far as they are still sold.",
        ),
        Kind.ORDER_CANCELLED: (
            "Order {number} is cancelled",
            "There is nothing to pay. Its pieces are back in your cart, as far as they are still sold.",
        ),
        Kind.ORDER_PAID_BACK: (
            "Order {number} is cancelled and paid back",
            "The {total} that you paid goes back the way it came.",
        ),
        Kind.PARCEL_SHIPPED: (
            "Your parcel from {boutique} is on its way",
            "Order {number}, sent with {carrier}.\nTracking number: {tracking}\n{tracking_url}",
        ),
        Kind.PARCEL_DELIVERED: (
            "Your parcel from {boutique} has arrived",
            "Order {number}. Should something not fit, ask on the order's page to return it.",
        ),
        Kind.PARCEL_RETURN_ASKED: (
            "You return a parcel to {boutique}",
            "Send the pieces of order {number} back to {boutique}. We tell you when they are there.",
        ),
        Kind.PARCEL_RETURNED: (
            "{boutique} has received your return",
            "The pieces of order {number} are there. The order's page shows what goes back to you.",
        ),
        Kind.BOUTIQUE_PARCEL_TO_PACK: (
            "A new parcel to pack: order {number}",
            "Pieces: {pieces}. Delivery: {method}. Paid: {total}.",
        ),
        Kind.BOUTIQUE_PARCEL_CANCELLED: (
            "Order {number} is cancelled: do not pack it",
            "Its pieces are in your stock again, and the money goes back.",
        ),
        Kind.BOUTIQUE_RETURN_ASKED: (
            "A return is asked for: order {number}",
            "Pieces: {pieces}. The parcel's page says why; note there when they have arrived.",
        ),
    },
    "fr": {
        Kind.ORDER_PLACED: (
            "La commande {number} est passée",
            "Nous vous gardons ses articles pendant {minutes} minutes. Payez {total} dans ce délai pour les recevoir.",
        ),
        Kind.ORDER_PAID: (
            "La commande {number} est payée",
            "Merci : nous avons reçu vos {total}, et vos articles sont en préparation.",
        ),
        Kind.ORDER_EXPIRED: (
            "La commande {number} n’a pas été payée à temps",
            "Nous ne pouvions plus garder ses articles. Ceux qui sont en vente sont de nouveau dans votre panier.",
        ),
        Kind.ORDER_CANCELLED: (
            "La commande {number} est annulée",
            "Il n’y a rien à payer. Les articles encore en vente sont de nouveau dans votre panier.",
        ),
        Kind.ORDER_PAID_BACK: (
            "La commande {number} est annulée et remboursée",
            "Les {total} que vous avez payés vous reviennent par le même moyen.",
        ),
        Kind.PARCEL_SHIPPED: (
            "Votre colis de {boutique} est en route",
            "Commande {number}, envoyée avec {carrier}.\nNuméro de suivi : {tracking}\n{tracking_url}",
        ),
        Kind.PARCEL_DELIVERED: (
            "Votre colis de {boutique} est arrivé",
            "Commande {number}. Si quelque chose ne va pas, demandez le retour sur la page de la commande.",
        ),
        Kind.PARCEL_RETURN_ASKED: (
            "Vous retournez un colis à {boutique}",
            "Renvoyez les articles de la commande {number} à {boutique}. Nous vous dirons quand ils y seront.",
        ),
        Kind.PARCEL_RETURNED: (
            "{boutique} a reçu votre retour",
            "Les articles de la commande {number} sont arrivés. La page de la commande montre ce qui vous revient.",
        ),
        Kind.BOUTIQUE_PARCEL_TO_PACK: (
            "Un nouveau colis à préparer : commande {number}",
            "Articles : {pieces}. Livraison : {method}. Payé : {total}.",
        ),
        Kind.BOUTIQUE_PARCEL_CANCELLED: (
            "La commande {number} est annulée : ne la préparez pas",
            "Ses articles sont de nouveau dans votre stock, et l’argent est rendu.",
        ),
        Kind.BOUTIQUE_RETURN_ASKED: (
            "Un retour est demandé : commande {number}",
            "Articles : {pieces}. La page du colis dit pourquoi ; notez-y leur arrivée.",
        ),
    },
    "de": {
        Kind.ORDER_PLACED: (
            "Bestellung {number} ist aufgegeben",
            "Wir halten ihre Stücke {minutes} Minuten für Sie zurück. Zahlen Sie {total} in dieser Zeit, damit sie "
            "verschickt werden.",
        ),
        Kind.ORDER_PAID: (
            "Bestellung {number} ist bezahlt",
            "Danke: Ihre {total} sind da, und Ihre Stücke werden gepackt.",
        ),
        Kind.ORDER_EXPIRED: (
            "Bestellung {number} wurde nicht rechtzeitig bezahlt",
            "Wir konnten ihre Stücke nicht länger zurückhalten. Was es noch gibt, liegt wieder in Ihrem Warenkorb.",
        ),
        Kind.ORDER_CANCELLED: (
            "Bestellung {number} ist storniert",
            "Es ist nichts zu zahlen. Was es noch gibt, liegt wieder in Ihrem Warenkorb.",
        ),
        Kind.ORDER_PAID_BACK: (
            "Bestellung {number} ist storniert: Sie bekommen Ihr Geld zurück",
            "Die {total}, die Sie gezahlt haben, gehen auf demselben Weg zurück.",
        ),
        Kind.PARCEL_SHIPPED: (
            "Ihr Paket von {boutique} ist unterwegs",
            "Bestellung {number}, verschickt mit {carrier}.\nSendungsnummer: {tracking}\n{tracking_url}",
        ),
        Kind.PARCEL_DELIVERED: (
            "Ihr Paket von {boutique} ist da",
            "Bestellung {number}. Wenn etwas nicht passt, melden Sie die Rückgabe auf der Seite der Bestellung an.",
        ),
        Kind.PARCEL_RETURN_ASKED: (
            "Sie schicken ein Paket an {boutique} zurück",
            "Schicken Sie die Stücke der Bestellung {number} an {boutique}. Wir sagen Ihnen, wenn sie dort sind.",
        ),
        Kind.PARCEL_RETURNED: (
            "{boutique} hat Ihre Rückgabe erhalten",
            "Die Stücke der Bestellung {number} sind da. Die Seite der Bestellung zeigt, was an Sie zurückgeht.",
        ),
        Kind.BOUTIQUE_PARCEL_TO_PACK: (
            "Ein neues Paket zu packen: Bestellung {number}",
            "Stücke: {pieces}. Lieferung: {method}. Bezahlt: {total}.",
        ),
        Kind.BOUTIQUE_PARCEL_CANCELLED: (
            "Bestellung {number} ist storniert: bitte nicht packen",
            "Ihre Stücke sind wieder in Ihrem Bestand, und das Geld geht zurück.",
        ),
        Kind.BOUTIQUE_RETURN_ASKED: (
            "Eine Rückgabe ist angemeldet: Bestellung {number}",
            "Stücke: {pieces}. Die Seite des Pakets sagt, warum; vermerken Sie dort die Ankunft.",
        ),
    },
}
