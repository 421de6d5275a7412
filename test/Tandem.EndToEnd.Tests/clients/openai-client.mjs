// The official OpenAI client against the gateway. Usage: node openai-client.mjs '{"baseURL","apiKey","model","prompt","stream","tools"}'
// Prints one JSON document: what the application would have seen.
import OpenAI from 'openai';

const task = JSON.parse(process.argv[2]);
const client = new OpenAI({ baseURL: task.baseURL, apiKey: task.apiKey, maxRetries: 0, timeout: 30_000 });
const request = { model: task.model, messages: [{ role: 'user', content: task.prompt }] };
if (task.tools) {
  request.tools = [{ type: 'function', function: { name: 'weather', description: 'The weather in a city', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } } }];
}

const seen = { text: '', tools: [], finish: null, usage: null, events: 0 };
try {
  if (task.stream) {
    const stream = await client.chat.completions.create({ ...request, stream: true, stream_options: { include_usage: true } });
    const calls = [];
    for await (const chunk of stream) {
      seen.events++;
      if (chunk.usage) seen.usage = chunk.usage;
      const choice = chunk.choices[0];
      if (!choice) continue;
      seen.text += choice.delta?.content ?? '';
      for (const call of choice.delta?.tool_calls ?? []) {
        calls[call.index] ??= { name: '', arguments: '' };
        calls[call.index].name += call.function?.name ?? '';
        calls[call.index].arguments += call.function?.arguments ?? '';
      }
      seen.finish = choice.finish_reason ?? seen.finish;
    }
    seen.tools = calls;
  } else {
    const answer = await client.chat.completions.create(request);
    const choice = answer.choices[0];
    seen.text = choice.message.content ?? '';
    seen.tools = (choice.message.tool_calls ?? []).map(call => ({ name: call.function.name, arguments: call.function.arguments }));
    seen.finish = choice.finish_reason;
    seen.usage = answer.usage;
  }
} catch (error) {
  seen.error = { kind: error.constructor.name, status: error.status ?? null, code: error.code ?? null, message: error.message };
}

console.log(JSON.stringify(seen));
