namespace Tandem.Inspection.Classification.Tokens;

/// <summary>Keys of model providers.</summary>
internal static class AiTokens
{
    internal static readonly TokenRule[] Rules =
    [
        new("secret.openai-api-key", "sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}", 3000),
        new("secret.openai-api-key", "sk-proj-[A-Za-z0-9_-]{40,240}", 3500),
        new("secret.openai-api-key", "sk-svcacct-[A-Za-z0-9_-]{40,240}", 3500),
        new("secret.openai-api-key", "sk-admin-[A-Za-z0-9_-]{40,240}", 3500),
        new("secret.openai-api-key", "sk-None-[A-Za-z0-9_-]{40,240}", 3500),
        new("secret.openai-api-key", "sk-[A-Za-z0-9]{48}", 3500),
        new("secret.anthropic-api-key", "sk-ant-api03-[A-Za-z0-9_-]{93}AA", 3000),
        new("secret.anthropic-admin-api-key", "sk-ant-admin01-[A-Za-z0-9_-]{93}AA", 3000),
        new("secret.huggingface-access-token", "hf_[A-Za-z0-9]{34}", 3000),
        new("secret.huggingface-organization-api-token", "api_org_[A-Za-z]{34}", 3000),
        new("secret.perplexity-api-key", "pplx-[A-Za-z0-9]{48}", 3500),
        new("secret.groq-api-key", "gsk_[A-Za-z0-9]{52}", 3500),
        new("secret.x-ai-api-key", "xai-[A-Za-z0-9_-]{70,90}", 3500),
        new("secret.replicate-api-token", "r8_[A-Za-z0-9_-]{37}", 3500),
        new("secret.np.tavily.1", "tvly-[A-Za-z0-9-]{20,60}", 3000),
        new("secret.llama-api-key", "LLM|[0-9]{10,20}|[A-Za-z0-9_-]{20,60}", 3000),
        new("secret.llama-api-key", "llx-[A-Za-z0-9_-]{48}", 3500),
        new("secret.langchain-api-key", "lsv2_pt_[a-f0-9]{32}_[a-f0-9]{10}", 3000),
        new("secret.langchain-api-key", "lsv2_sk_[a-f0-9]{32}_[a-f0-9]{10}", 3000),
        new("secret.databricks-access-token", "dose[a-f0-9]{32}", 3000),
        new("secret.fireworks-api-key", "fw_[A-Za-z0-9]{22,24}", 3500),
        new("secret.pinecone-api-key", "pcsk_[A-Za-z0-9_]{50,80}", 3500),
        new("secret.voyageai-api-key", "pa-[A-Za-z0-9_-]{43}", 4000),
    ];
}
