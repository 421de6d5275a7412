namespace Tandem.Management.AiSystems;

/// <summary>What the organisation is to an AI system; several may hold.</summary>
public enum OrganisationRole
{
    Provider,
    Developer,
    Deployer,
    Importer,
    Distributor,
    ProductManufacturer,
    AuthorisedRepresentative,
}
