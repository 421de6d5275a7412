// Passkeys: fetches a challenge, lets the browser's authenticator answer it and sends the answer with the form.
(() => {
  const words = {
    NotAllowedError: 'No passkey was used: it was cancelled, took too long, or this device has none for this site.',
    InvalidStateError: 'This device holds a passkey of your account already.',
    NotSupportedError: 'This device cannot make a passkey that checks who holds it.',
  };

  const explain = async answer => {
    if (answer.status === 429) return 'Too many attempts. Wait a minute, then try again.';
    const problem = await answer.json().catch(() => ({}));
    const said = Object.values(problem.errors ?? {}).flat()[0];
    return said ? `${said[0].toUpperCase()}${said.slice(1)}.` : problem.detail ?? 'The server did not answer. Load the page again.';
  };

  const challenge = async form => {
    const isNew = form.dataset.passkey === 'create';
    const answer = await fetch(form.dataset.challenge, {
      method: 'POST',
      headers: {
        'X-Tandem-Antiforgery': form.elements.__RequestVerificationToken.value,
        ...(isNew ? { 'Content-Type': 'application/json' } : {}),
      },
      body: isNew ? JSON.stringify({ password: form.elements.password?.value ?? '' }) : undefined,
    });
    if (!answer.ok) throw new Error(await explain(answer));
    return answer.json();
  };

  const ask = async (kind, options) => kind === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

  document.querySelectorAll('form[data-passkey]').forEach(form => {
    const button = form.querySelector('button[type="submit"]');
    const say = text => { form.querySelector('[data-passkey-words]').textContent = text; };
    form.hidden = false;
    if (location.origin !== form.dataset.site || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
      button.disabled = true;
      say(location.origin === form.dataset.site ? 'This browser does not know passkeys.' : `Passkeys work only at ${form.dataset.site}.`);
      return;
    }
    form.addEventListener('submit', async event => {
      event.preventDefault();
      button.disabled = true;
      say('');
      try {
        const credential = await ask(form.dataset.passkey, await challenge(form));
        form.elements.credential.value = JSON.stringify(credential);
        // It has done its work and is not sent twice.
        if (form.elements.password) form.elements.password.value = '';
        form.submit();
      } catch (error) {
        say(words[error.name] ?? error.message);
        button.disabled = false;
      }
    });
  });
})();
