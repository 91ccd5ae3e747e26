using System;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Network;

/// <summary>The CA that the device keeps, as the libraries want it.</summary>
internal static class StoredCa
{
    /// <summary>What is said of one that <see cref="Read"/> gives none for.</summary>
    public const string Unreadable = "the stored CA cannot be read";

    /// <summary>
    /// The certificate in a text; <see langword="null"/> where there is none that the library takes. It looks into it and
    /// throws, which would end a loop and after a restart would do so again. Too little memory is not the certificate's fault.
    /// </summary>
    public static X509Certificate? Read(string text)
    {
        byte[]? der = CertificateText.DerOf(text);
        if (der == null)
        {
            return null;
        }

        try
        {
            return new X509Certificate(der);
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
