import { expect, it } from 'vitest';
import { agentName } from './agent';

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36 Edg/128.0',
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36', 'Chrome · Linux'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1', 'Safari · iOS'],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/128.0 Mobile Safari/537.36 MicroMessenger/8.0', '微信 · Android'],
  ['curl/8.5.0', null],
  [undefined, null],
])('%s is %s', (agent, name) => expect(agentName(agent)).toBe(name));
