"""The words of mails and pushes about webhooks that were switched off: a title and a line below, in every language."""

from collections.abc import Mapping

from modiste.shop.notifications.facts import WebhookNewsKind as Kind

WEBHOOK_WORDS: Mapping[str, Mapping[Kind, tuple[str, str]]] = {
    "en": {
        Kind.GONE: (
            "Your webhook to {host} is switched off",
            "{host} answered that it is gone for good (410). Its page shows what was not delivered; switch it on there "
            "if that was a mistake.",
        ),
        Kind.FAILING: (
            "Your webhook to {host} is switched off",
            "Nothing has arrived at {host} for five days. Its page shows the answers; mend it, switch it on there and "
            "send once more what was missed.",
        ),
    },
    "fr": {
        Kind.GONE: (
            "Votre webhook vers {host} est désactivé",
            "{host} a répondu qu’il n’existe plus (410). Sa page montre ce qui n’est pas arrivé ; réactivez-le là si "
            "c’était une erreur.",
        ),
        Kind.FAILING: (
            "Votre webhook vers {host} est désactivé",
            "Rien n’est arrivé à {host} depuis cinq jours. Sa page montre les réponses ; corrigez, réactivez-le là et "
            "renvoyez ce qui a manqué.",
        ),
    },
    "de": {
        Kind.GONE: (
            "Ihr Webhook an {host} ist abgeschaltet",
            "{host} hat geantwortet, dass es ihn nicht mehr gibt (410). Seine Seite zeigt, was nicht ankam; schalten "
            "Sie ihn dort wieder ein, wenn das ein Versehen war.",
        ),
        Kind.FAILING: (
            "Ihr Webhook an {host} ist abgeschaltet",
            "Bei {host} ist seit fünf Tagen nichts angekommen. Seine Seite zeigt die Antworten; beheben Sie den "
            "Fehler, schalten Sie ihn dort wieder ein und senden Sie das Versäumte noch einmal.",
        ),
    },
}
