"""What the sandbox accepts and signs with: fixed, known to everybody, and good for nothing anywhere else."""

HOST = "127.0.0.1"
PROVIDERS = ("stripe", "paystack", "flutterwave")

# The secret that a request carries as `Authorization: Bearer …`.
API_KEYS = {
    "stripe": "sk_test_modiste_sandbox_only",
    "paystack": "sk_test_modiste_sandbox_only",
    "flutterwave": "FLWSECK_TEST-modiste-sandbox-only-X",
}
# The secret that a webhook is signed with. Paystack signs with the key itself.
WEBHOOK_SECRETS = {
    "stripe": "whsec_modiste_sandbox_only",
    "paystack": API_KEYS["paystack"],
    "flutterwave": "modiste-sandbox-only-hash",
}
# Where a shop hears webhooks, unless its address says `{provider}` itself.
WEBHOOK_PATH = "/api/v1/payments/webhooks/{provider}"


def addresses_of(origin: str) -> dict[str, str]:
    """The base URL of each provider, as a shop's settings want it."""
    return {provider: f"{origin}/{provider}" for provider in PROVIDERS}


def webhook_addresses(shop: str) -> dict[str, str]:
    """Where each provider posts its webhooks, given the address of the shop."""
    pattern = shop if "{provider}" in shop else shop.rstrip("/") + WEBHOOK_PATH
    return {provider: pattern.replace("{provider}", provider) for provider in PROVIDERS}
