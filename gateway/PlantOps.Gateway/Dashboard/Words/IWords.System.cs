namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>The gateway itself.</summary>
public partial interface IWords
{
    string SystemTitle { get; }

    string ThisGateway { get; }

    string Version { get; }

    string RunsFor { get; }

    string Memory { get; }

    string Certificates { get; }

    string CertificatesHelp { get; }

    string ServerCertificate { get; }

    string Authority { get; }

    string EarlierAuthority { get; }

    string TrustColumn { get; }

    string WhatIsNew { get; }

    /// <summary>A part of the gateway by its name in its health.</summary>
    string Part(string component);

    /// <summary>What to do where a part does not work.</summary>
    string Remedy(string component);

    /// <summary>How the gateway is, by what is worst.</summary>
    /// <param name="parts">How many parts of it do not work.</param>
    /// <param name="faults">How many faults the checks found; <see langword="null"/> where they were not run yet.</param>
    string HowItIs(int parts, int? faults);

    string WhatWorks(int count);

    string GoodUntilDay(string day, long days);

    /// <summary>Which CA a device trusts, by its name on the wire.</summary>
    string Trusts(string trust);

    /// <summary>Several gateways on one database.</summary>
    string GatewaysTitle { get; }

    string GatewaysHelp { get; }

    string GatewayColumn { get; }

    string GatewayIsThis { get; }

    string GatewayLeads { get; }

    string GatewayIsLost { get; }

    string LogTitle { get; }

    string LogHelp { get; }

    string LogIsEmpty { get; }

    string LogWarning { get; }

    string LogError { get; }

    string ChecksTitle { get; }

    /// <summary>A link that looks now.</summary>
    string ChecksLook { get; }

    /// <summary>How many faults were found by how many checks.</summary>
    string ChecksThatFail(int faults, int checks);
}
