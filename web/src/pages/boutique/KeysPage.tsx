/** The API keys of a boutique. */
import { KeyForm } from '@/features/boutiques/KeyForm';
import { KeyList } from '@/features/boutiques/KeyList';
import { usePeopleTexts } from '@/lib/texts/people';
import { Part } from '@/ui/Part';
import { Mine } from './Mine';

export default function KeysPage() {
  const texts = usePeopleTexts();
  return (
    <Mine title={texts.keys} lead={texts.keysLead}>
      {() => (
        <>
          <KeyList />
          <Part title={texts.keyMake}>
            <KeyForm />
          </Part>
        </>
      )}
    </Mine>
  );
}
