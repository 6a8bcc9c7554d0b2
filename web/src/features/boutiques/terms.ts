/** The version of the seller's terms whose words the page shows; the service refuses another one. */
export const TERMS_VERSION = '2026-11-27';
