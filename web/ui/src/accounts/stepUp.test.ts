import { expect, it, vi } from 'vitest';
import { Problem } from '../http/request';
import { Cancelled, useStepUp } from './stepUp';

const unconfirmed = () => new Problem(403, 'no', null, [{ field: '', code: 'confirm', message: 'no' }]);

it('does at once what is allowed, and passes on what is refused for another reason', async () => {
  const { asked, run } = useStepUp();
  const action = vi
    .fn()
    .mockResolvedValueOnce(undefined)
    .mockRejectedValueOnce(new Problem(409, 'no', null));
  await run(action);
  await expect(run(action)).rejects.toThrow(Problem);
  expect(asked.value).toBeNull();
});

it('asks for the password where the sign-in is too old, and does it then', async () => {
  const { asked, run } = useStepUp();
  const action = vi.fn().mockRejectedValueOnce(unconfirmed()).mockResolvedValueOnce(undefined);
  const done = run(action);
  await vi.waitFor(() => expect(asked.value).not.toBeNull());
  asked.value?.confirmed();
  await done;
  expect(action).toHaveBeenCalledTimes(2);
  expect(asked.value).toBeNull();
});

it('does nothing more where whoever was asked thinks better of it', async () => {
  const { asked, run } = useStepUp();
  const action = vi.fn().mockRejectedValue(unconfirmed());
  const done = run(action);
  await vi.waitFor(() => expect(asked.value).not.toBeNull());
  asked.value?.cancelled();
  await expect(done).rejects.toThrow(Cancelled);
  expect(action).toHaveBeenCalledTimes(1);
  expect(asked.value).toBeNull();
});
