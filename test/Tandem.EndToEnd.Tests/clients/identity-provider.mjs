// A real identity provider (OpenID Connect) with its own pages for signing in: whoever types a name is that person.
// Argument: JSON {port, clientId, clientSecret, redirectUri}. Prints `ready` and serves until it is stopped.
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const { port, clientId, clientSecret, redirectUri } = JSON.parse(process.argv[2]);
const groups = { grace: ['leads'], ada: [] };

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  cookies: { keys: ['only for tests'] },
  jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)} of the provider`, email: `${id}@example.org`, email_verified: id !== 'mallory', groups: groups[id] ?? [] }),
  }),
});

provider.listen(port, '127.0.0.1', () => console.log('ready'));
