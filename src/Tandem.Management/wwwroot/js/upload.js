// Shows how far a file is on its way, and lets it be stopped. Without this script the form is sent as any other.
(() => {
  document.querySelectorAll('form[data-upload]').forEach(form => {
    const panel = form.querySelector('[data-upload-progress]');
    const bar = panel.querySelector('progress');
    const words = panel.querySelector('[data-upload-words]');
    const button = form.querySelector('button[type="submit"]');

    const stop = text => {
      button.disabled = false;
      bar.hidden = true;
      panel.querySelector('[data-upload-cancel]').hidden = true;
      words.textContent = text;
    };

    form.addEventListener('submit', event => {
      const file = form.elements.file;
      if (!file?.files.length) return;
      event.preventDefault();
      const request = new XMLHttpRequest();
      request.open('POST', form.action);
      request.upload.addEventListener('progress', sent => {
        if (!sent.lengthComputable) return;
        const percent = Math.floor(sent.loaded / sent.total * 100);
        bar.value = percent;
        // Said in steps, so that a screen reader is not drowned.
        if (percent % 10 === 0) words.textContent = percent < 100 ? `${percent} %` : 'All sent; it is checked now.';
      });
      request.addEventListener('load', () => {
        if (request.status < 400) {
          location.assign(request.responseURL);
          return;
        }
        const page = new DOMParser().parseFromString(request.responseText, 'text/html');
        const said = (page.getElementById('error-summary') ?? page.querySelector('main'))?.textContent.replace(/\s+/g, ' ').trim();
        stop(said || 'The file was not taken.');
      });
      request.addEventListener('error', () => stop('The connection broke off. Nothing was added; try again.'));
      request.addEventListener('abort', () => stop('Stopped. Nothing was added.'));
      panel.querySelector('[data-upload-cancel]').addEventListener('click', () => request.abort(), { once: true });
      bar.value = 0;
      bar.hidden = false;
      panel.hidden = false;
      panel.querySelector('[data-upload-cancel]').hidden = false;
      button.disabled = true;
      words.textContent = '';
      request.send(new FormData(form));
    });
  });
})();
