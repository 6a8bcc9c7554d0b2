/** Photos of clothes, one or many, on their way into the wardrobe: chosen, told apart, and let go. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useUser } from '@/features/accounts/useUser';
import { ChosenList } from '@/features/wardrobe/ChosenList';
import { PhotoSource } from '@/features/wardrobe/PhotoSource';
import { choice, choose, garmentsIn, joinAll } from '@/features/wardrobe/choice';
import { foldersQuery } from '@/features/wardrobe/folders';
import { uploads } from '@/features/wardrobe/sending';
import { useSignal } from '@/lib/signal';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { BackLink } from '@/ui/BackLink';
import { Field } from '@/ui/Field';
import { OneOf } from '@/ui/OneOf';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { SelectField } from '@/ui/SelectField';
import { useKinds } from './useKinds';

export default function AddPage() {
  const user = useUser();
  return user && <AddFor key={user.id} userId={user.id} />;
}

function AddFor({ userId }: { userId: number }) {
  const texts = useWardrobeTexts();
  const navigate = useNavigate();
  const chosen = useSignal(choice);
  const kinds = useKinds();
  const { data: folders } = useQuery(foldersQuery(userId));
  const [name, setName] = useState('');
  const [kind, setKind] = useState('');
  const [folder, setFolder] = useState('');
  const groups = garmentsIn(chosen);
  const isOne = groups.length === 1;
  const notSaid = { value: '', label: texts.notSaid };
  const add = () => {
    if (!groups.length) return;
    const said = {
      ...(isOne && { name: name.trim() }),
      ...(kind && { category: kind }),
      ...(folder && { folder_id: folder }),
    };
    uploads.add(groups.map((photos) => ({ said, garmentId: null, photos })));
    choice.set([]);
    void navigate({ to: '/wardrobe' });
  };
  return (
    <Box sx={{ width: 1, maxWidth: 820, mx: 'auto' }}>
      <BackLink to="/wardrobe">{texts.title}</BackLink>
      <PageTitle title={texts.add}>{texts.addText}</PageTitle>
      <PhotoSource isMain={chosen.length === 0} onChosen={choose}>
        {chosen.length === 0 ? (
          <Typography sx={{ mb: 2 }}>{texts.addTip}</Typography>
        ) : (
          <Box sx={{ mb: 2 }}>
            <ChosenList chosen={chosen} />
          </Box>
        )}
      </PhotoSource>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
        {texts.limits}
      </Typography>
      {chosen.length > 0 && (
        <Box
          component="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          {chosen.length > 1 && (
            <Box sx={{ mt: 3 }}>
              <OneOf
                question={texts.grouping}
                choices={[
                  { value: 'each', label: texts.oneEach },
                  { value: 'one', label: texts.oneForAll },
                ]}
                chosen={chosen.slice(1).every(({ joins }) => joins) ? 'one' : 'each'}
                onChoose={(grouping) => joinAll(grouping === 'one')}
              />
            </Box>
          )}
          <Part title={texts.about} text={isOne ? texts.aboutText : texts.aboutAll}>
            <Box sx={FIELDS}>
              {isOne && (
                <Field
                  label={texts.name}
                  value={name}
                  onChange={setName}
                  placeholder={texts.nameExample}
                  maxLength={200}
                  autoComplete="off"
                />
              )}
              <SelectField
                label={texts.kind}
                name="kind"
                value={kind}
                choices={[notSaid, ...kinds]}
                onChange={setKind}
              />
              {(folders?.items.length ?? 0) > 0 && (
                <SelectField
                  label={texts.folder}
                  name="folder"
                  value={folder}
                  choices={[
                    { value: '', label: texts.noFolder },
                    ...(folders?.items ?? []).map(({ id, name: label }) => ({ value: id, label })),
                  ]}
                  onChange={setFolder}
                />
              )}
            </Box>
          </Part>
          <Box sx={FOOT}>
            <Button type="submit" variant="contained" disabled={groups.length === 0}>
              {groups.length > 0 ? texts.addNow(groups.length) : texts.nothingChosen}
            </Button>
          </Box>
        </Box>
      )}
    </Box>
  );
}

const FIELDS = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(0, 1fr)' },
  alignItems: 'start',
  gap: 3,
} as const;

/** Above the bar of places on phones, at the foot of the window elsewhere. */
const FOOT = {
  position: 'sticky',
  bottom: { xs: 'calc(63px + env(safe-area-inset-bottom))', md: 0 },
  zIndex: 2,
  mt: 4,
  py: 2,
  bgcolor: 'background.default',
  borderTop: 1,
  borderColor: 'divider',
} as const;
