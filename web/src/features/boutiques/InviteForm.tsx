/** An address to invite, and the language of the mail. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { type PeopleTexts, usePeopleTexts } from '@/lib/texts/people';
import { Field } from '@/ui/Field';
import { SelectField } from '@/ui/SelectField';
import { LANGUAGES, type MailLanguage, useInviting } from './people';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function InviteForm() {
  const texts = usePeopleTexts();
  const { code } = useTexts();
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState<MailLanguage>(code);
  const [isTried, setTried] = useState(false);
  const inviting = useInviting();
  const isWrong = !ADDRESS.test(email.trim());
  const send = () => {
    setTried(true);
    if (isWrong || inviting.isPending) return;
    const asked = { email: email.trim(), language };
    inviting.mutate(asked, {
      onSuccess: () => {
        setEmail('');
        setTried(false);
      },
    });
  };
  const write = (value: string) => {
    setEmail(value);
    if (!inviting.isIdle) inviting.reset();
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      sx={{ display: 'grid', gap: 3, maxWidth: 460 }}
    >
      <Field
        label={texts.email}
        name="email"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        value={email}
        onChange={write}
        error={isTried && isWrong ? texts.emailBad : inviting.error && complaintOf(inviting.error, texts)}
      />
      <SelectField
        label={texts.mailLanguage}
        name="language"
        value={language}
        choices={LANGUAGES.map((value) => ({ value, label: texts.languages[value] }))}
        onChange={(value) => setLanguage(value as MailLanguage)}
      />
      <Box>
        <Button type="submit" variant="contained" loading={inviting.isPending}>
          {texts.inviteAction}
        </Button>
        <Typography role="status" sx={{ mt: 1.5, '&:empty': { display: 'none' } }}>
          {inviting.isSuccess && texts.invited(inviting.variables.email)}
        </Typography>
      </Box>
    </Box>
  );
}

function complaintOf(error: Error, texts: PeopleTexts): string {
  const status = error instanceof Problem ? error.status : 0;
  if (status === 409) return texts.worksHere;
  return status === 422 ? texts.emailBad : messageOf(error);
}
