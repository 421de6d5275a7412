// Joins the icons named in a list (one a line) into one sprite of <symbol> elements, so that a page serves 5 KB and not 50 MB.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const [list, output] = process.argv.slice(2);
const names = readFileSync(list, 'utf8').split('\n').map(line => line.trim()).filter(Boolean);
const symbols = names.map(name => {
  const svg = readFileSync(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8');
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s+/g, ' ').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
});
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
