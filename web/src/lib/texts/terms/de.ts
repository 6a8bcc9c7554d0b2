/** Die Verkaufsbedingungen. Was sie sagen, ändert sich mit TERMS_VERSION, hier und im Dienst. */
import type { TermsTexts } from './en';

export const terms: TermsTexts = {
  title: 'Verkaufsbedingungen',
  version: (day) => `Stand: ${day}`,
  lead: 'Wozu Sie ja sagen, wenn Sie auf Modiste eine Boutique eröffnen. Kurz, damit es gelesen wird.',
  parts: [
    {
      title: 'Wer verkauft',
      text: 'Ihre Boutique ist die Verkäuferin. Jeder Kaufvertrag besteht zwischen der Kundin oder dem Kunden und Ihnen; Modiste zeigt Ihre Stücke, nimmt Bestellung und Zahlung für Sie entgegen und vermittelt, wo Sie sich nicht einig sind. Ihr Name, Ihre Stadt und Ihr Land werden gezeigt, damit man weiß, bei wem man kauft.',
    },
    {
      title: 'Vierzehn Tage Widerruf',
      text: 'Wer kauft, darf innerhalb von vierzehn Tagen nach Erhalt ohne Grund widerrufen, wo das Gesetz dieses Recht gibt. Sie nehmen die Stücke zurück und zahlen zurück, was sie gekostet haben, den Standardversand zur Kundin eingeschlossen.',
    },
    {
      title: 'Preise sind vollständig und richtig',
      text: 'Jeder Preis enthält alle Steuern. Der Versand wird vor der Bestellung genannt, und nichts kommt danach hinzu. Ein reduzierter Preis nennt den niedrigsten der dreißig Tage davor. Sie halten den Preis, zu dem bestellt wurde.',
    },
    {
      title: 'Der Bestand stimmt',
      text: 'Sie bieten nur an, was Sie haben und verkaufen dürfen. Beschreibungen und Bilder zeigen das Stück selbst; Fälschungen und verbotene Waren sind ausgeschlossen.',
    },
    {
      title: 'Pünktlich verschickt',
      text: 'Sie geben ein bezahltes Paket so früh auf, dass es in den Tagen ankommt, die Ihr Profil nennt, mit einer Sendungsnummer, wo es eine gibt. Geht das nicht, sagen Sie es und zahlen das Geld zurück.',
    },
    {
      title: 'Geld zurück',
      text: 'Was zusteht, geht ohne Verzug zurück, spätestens vierzehn Tage nach Widerruf oder Rücksendung und auf dem Weg, auf dem bezahlt wurde. Die Rücksendung eines fehlerhaften oder falschen Stücks tragen Sie.',
    },
    {
      title: 'Daten der Kundschaft',
      text: 'Namen und Adressen sehen Sie, um Pakete zu verschicken und dafür einzustehen, und für nichts sonst. Keine Werbung, keine Weitergabe, und nicht länger, als die Buchführung verlangt. Für Menschen und Programme, denen Sie Zugang geben, stehen Sie ein und entfernen sie, wenn sie gehen.',
    },
    {
      title: 'Pause und Ende',
      text: 'Sie dürfen Ihre Boutique schließen, sobald keine Bestellung offen ist. Wir dürfen eine Boutique sperren, die diese Bedingungen verletzt, Kundschaft täuscht oder gefährdet: Wir sagen warum und geben, wenn keine Gefahr besteht, zuerst Zeit zur Abhilfe. Offene Bestellungen werden immer zu Ende gebracht.',
    },
    {
      title: 'Änderungen',
      text: 'Ändern sich diese Bedingungen, bitten wir alle, denen eine Boutique gehört, sie neu zu lesen und zuzustimmen. Welcher Fassung Sie wann zugestimmt haben, wird aufbewahrt und gehört zu Ihrem Datenexport.',
    },
  ],
};
