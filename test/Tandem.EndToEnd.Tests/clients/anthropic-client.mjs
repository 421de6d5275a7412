// The official Anthropic client against the gateway. Usage: node anthropic-client.mjs '{"baseURL","apiKey","model","prompt","stream","tools"}'
// Prints one JSON document: what the application would have seen.
import Anthropic from '@anthropic-ai/sdk';

const task = JSON.parse(process.argv[2]);
const client = new Anthropic({ baseURL: task.baseURL, apiKey: task.apiKey, maxRetries: 0, timeout: 30_000 });
const request = { model: task.model, max_tokens: 500, messages: [{ role: 'user', content: task.prompt }] };
if (task.tools) {
  request.tools = [{ name: 'weather', description: 'The weather in a city', input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } }];
}

const seen = { text: '', tools: [], finish: null, usage: null, events: 0 };
try {
  let message;
  if (task.stream) {
    const stream = client.messages.stream(request);
    stream.on('streamEvent', () => seen.events++);
    message = await stream.finalMessage();
  } else {
    message = await client.messages.create(request);
  }
  seen.text = message.content.filter(block => block.type === 'text').map(block => block.text).join('');
  seen.tools = message.content.filter(block => block.type === 'tool_use').map(block => ({ name: block.name, arguments: JSON.stringify(block.input) }));
  seen.finish = message.stop_reason;
  seen.usage = message.usage;
} catch (error) {
  seen.error = { kind: error.constructor.name, status: error.status ?? null, code: error.error?.error?.type ?? null, message: error.message };
}

console.log(JSON.stringify(seen));
