/** A form of credentials: keeps what was typed, complains at the field, and waits when the shop says so. */
import { type FormEvent, useRef, useState } from 'react';
import { type Complaints, type FieldName, complaintsOf } from './credentials';

type Values = Record<FieldName, string>;
type Check = (value: string) => string | undefined;

interface Asking {
  error: unknown;
  isPending: boolean;
  reset: () => void;
  mutate: (values: Values, options: { onError: (error: unknown) => void }) => void;
}

/** What was typed last on either page, so that going to the other one loses nothing; passwords are not kept. */
const typed = { name: '', email: '' };

export function useCredentials(checks: Partial<Record<FieldName, Check>>, asking: Asking) {
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Values>({ ...typed, password: '' });
  const [own, setOwn] = useState<Complaints['fields']>({});
  const [waited, setWaited] = useState<unknown>(null);
  const names = Object.keys(checks);
  const told = complaintsOf(asking.error, names);
  const wait = asking.error === waited ? undefined : told.wait;

  const focusFirst = (fields: Complaints['fields']) => {
    const [first] = Object.keys(fields);
    const field = first && form.current?.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
  };
  const write = (name: FieldName, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setOwn((before) => ({ ...before, [name]: undefined }));
    if (name !== 'password') typed[name] = value;
    if (told.fields[name]) asking.reset();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const found: Complaints['fields'] = {};
    for (const [name, check] of Object.entries(checks) as [FieldName, Check][]) {
      const complaint = check(values[name]);
      if (complaint !== undefined) found[name] = complaint;
    }
    setOwn(found);
    if (Object.keys(found).length) return focusFirst(found);
    if (asking.isPending || wait !== undefined) return;
    const trimmed = { ...values, name: values.name.trim(), email: values.email.trim() };
    asking.mutate(trimmed, { onError: (error) => focusFirst(complaintsOf(error, names).fields) });
  };
  const bind = (name: FieldName) => ({
    name,
    value: values[name],
    onChange: (value: string) => write(name, value),
    error: own[name] ?? told.fields[name],
  });
  return { form, values, told, wait, onSubmit, bind, onWaited: () => setWaited(asking.error) };
}
